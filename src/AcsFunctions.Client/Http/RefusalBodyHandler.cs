namespace AcsFunctions.Client.Http;

/// <summary>
/// Reads the body of a refusal as part of the attempt: <see cref="RetryRules"/> need it to tell the service's refusals from a gateway's, and a body that
/// breaks off or takes too long is no answer.
/// </summary>
internal sealed class RefusalBodyHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

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
}
