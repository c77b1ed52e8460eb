using System.Net.Sockets;

namespace AcsFunctions.Client.Http;

/// <summary>
/// Reads the body of an answer as part of the attempt: one that breaks off or takes too long is no answer, and <see cref="RetryRules"/> need a refusal's to
/// tell the service's own from a gateway's. And whatever keeps a request from an answer is an <see cref="HttpRequestException"/>.
/// </summary>
internal sealed class WholeAnswerHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await SendBelowAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            // The content keeps what was read.
            await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendBelowAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException exception)
        {
            // SocketsHttpHandler lets it through as it is where a connection is reset as soon as it is made.
            throw new HttpRequestException(HttpRequestError.ConnectionError, exception.Message, exception);
        }
    }
}
