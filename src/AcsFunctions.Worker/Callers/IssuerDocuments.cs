using Microsoft.IdentityModel.Protocols;

namespace AcsFunctions.Worker.Callers;

/// <summary>The connection to issuers' metadata: short patience, small answers, no redirects to elsewhere, no second try of its own.</summary>
public sealed class IssuerDocuments : IDisposable
{
    private const int MaxAnswerBytes = 1024 * 1024;

    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = MaxAnswerBytes,
    };

    /// <summary>
    /// Reads the documents of one authority. Its metadata names the address of its keys, and may not lead us off https, nor into this
    /// machine: only an authority that is on this machine itself, as in development, may name addresses here.
    /// </summary>
    internal IDocumentRetriever Of(Uri authority) => new Retriever(client, authority.IsLoopback);

    public void Dispose() => client.Dispose();

    private sealed class Retriever(HttpClient client, bool isLocal) : IDocumentRetriever
    {
        /// <exception cref="HttpRequestException">The address is not one that this authority may name, or the answer is no success.</exception>
        public Task<string> GetDocumentAsync(string address, CancellationToken cancel)
        {
            var uri = new Uri(address);
            return uri.IsLoopback ? isLocal ? client.GetStringAsync(uri, cancel) : throw new HttpRequestException("A public issuer's documents are not read from this machine.")
                : uri.Scheme == Uri.UriSchemeHttps ? client.GetStringAsync(uri, cancel)
                : throw new HttpRequestException("An issuer's documents are read over https only.");
        }
    }
}
