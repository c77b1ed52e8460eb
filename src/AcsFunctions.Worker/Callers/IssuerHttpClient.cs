namespace AcsFunctions.Worker.Callers;

/// <summary>The connection to issuers' metadata: short patience, small answers, no redirects to elsewhere.</summary>
public sealed class IssuerHttpClient : IDisposable
{
    private const int MaxAnswerBytes = 1024 * 1024;

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = MaxAnswerBytes,
    };

    public void Dispose() => Client.Dispose();
}
