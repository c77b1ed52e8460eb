using System.Net;
using System.Text.Json;
using AcsFunctions.Client.Wire;

namespace AcsFunctions.Client.Http;

/// <summary>What an answer that is no success means: for the caller, and for what is sent again.</summary>
internal static class Refusals
{
    internal static async ValueTask<AcsFunctionsException> OfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType == "application/problem+json")
        {
            try
            {
                var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
                if (JsonSerializer.Deserialize(bytes, ClientJson.Default.ProblemBody) is { Code: { } code } problem)
                {
                    var message = string.Join(' ', new[] { problem.Title, problem.Detail }.Where(part => !string.IsNullOrEmpty(part)));
                    return new AcsFunctionsException(code, message, response.StatusCode, response.Headers.RetryAfter?.Delta, problem.TraceId);
                }
            }
            catch (JsonException)
            {
                // Not ours: told apart below.
            }
        }

        return Unexpected(response.StatusCode, null, response.Headers.RetryAfter?.Delta);
    }

    internal static AcsFunctionsException Unexpected(HttpStatusCode status, Exception? inner, TimeSpan? retryAfter = null) =>
        new(AcsFunctionsException.UnexpectedAnswer, $"The service answered {(int)status}, and not in its own form.", status, retryAfter, null, inner);
}
