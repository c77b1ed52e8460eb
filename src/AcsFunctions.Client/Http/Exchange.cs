using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Polly;

namespace AcsFunctions.Client.Http;

/// <summary>One call and its answer: a body, or an exception with the service's code.</summary>
/// <param name="http">With the endpoint and the handlers.</param>
/// <param name="hasKey">Whether calls carry a function key.</param>
internal sealed class Exchange(HttpClient http, bool hasKey)
{
    public async Task<T> ReadAsync<T>(Call call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(call, cancellationToken).ConfigureAwait(false);
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                return await JsonSerializer.DeserializeAsync(stream, type, cancellationToken).ConfigureAwait(false) ?? throw new JsonException();
            }
        }
        catch (JsonException exception)
        {
            throw Refusals.Unexpected(response.StatusCode, exception);
        }
    }

    public async Task<HttpStatusCode> CompleteAsync(Call call, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(call, cancellationToken).ConfigureAwait(false);
        return response.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(Call call, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Method, call.Path);
        request.Options.Set(RetryRules.IsRepeatable, call.IsRepeatable);
        if (call.Body is { } body)
        {
            // With a length: the Functions host drops bodies that come in chunks.
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new("application/json");
        }

        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        }
        // A cancellation that is not the caller's is a limit that the app has set on the client or its connections.
        catch (Exception exception) when (exception is HttpRequestException or ExecutionRejectedException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw Unreachable(exception);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            var refusal = await Refusals.OfAsync(response, cancellationToken).ConfigureAwait(false);
            // The service's own 401 has a code. One without is the host's word on a key, or, where none was sent, of whoever else is on the way.
            throw hasKey && refusal is { Code: AcsFunctionsException.UnexpectedAnswer, Status: HttpStatusCode.Unauthorized }
                ? new AcsFunctionsException(AcsFunctionsException.KeyRefused, "The function key is wrong, or this route wants the master key.", response.StatusCode)
                : refusal;
        }
    }

    private static AcsFunctionsException Unreachable(Exception inner) =>
        new(AcsFunctionsException.NetworkError, "The service could not be reached.", null, null, null, inner);
}
