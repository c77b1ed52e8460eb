using Microsoft.IdentityModel.Protocols;

namespace AcsFunctions.Worker.Callers;

/// <summary>The connection to issuers' metadata: short patience, small answers, no redirects to elsewhere, no second try of its own.</summary>
public sealed class IssuerDocuments : IDocumentRetriever, IDisposable
{
    private const int MaxAnswerBytes = 1024 * 1024;

    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = MaxAnswerBytes,
    };

    /// <exception cref="HttpRequestException">The address is not https (loopback aside), or the answer is no success.</exception>
    public Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        var uri = new Uri(address);
        // The metadata names the address of the keys: it may not lead us off https.
        return uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback
            ? client.GetStringAsync(uri, cancel)
            : throw new HttpRequestException("An issuer's documents are read over https only.");
    }

    public void Dispose() => client.Dispose();
}
