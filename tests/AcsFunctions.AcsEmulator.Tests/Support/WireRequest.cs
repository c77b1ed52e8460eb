using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AcsFunctions.AcsEmulator.Tests.Support;

/// <summary>A request whose every signed part a test may choose, or spoil after signing. Signs by the documentation, not by the emulator's code.</summary>
internal sealed record WireRequest(string Method, string Target, string Body = "")
{
    public string DateHeader { get; init; } = "x-ms-date";

    public string? Date { get; init; }

    public string? SignedHost { get; init; }

    public string? SignedMethod { get; init; }

    public string? SignedTarget { get; init; }

    public string? SignedHeaders { get; init; }

    public string? ContentHash { get; init; }

    public string? AccessKey { get; init; }

    /// <summary>Sent instead of a signature.</summary>
    public string? Authorization { get; init; }

    public bool Anonymous { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public HttpRequestMessage Build(Uri endpoint, string accessKey, TimeProvider clock)
    {
        var request = new HttpRequestMessage(new HttpMethod(Method), $"{endpoint.GetLeftPart(UriPartial.Authority)}{Target}");
        if (Method is not "GET" and not "HEAD")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }

        foreach (var (name, value) in Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (!Anonymous)
        {
            Sign(request, endpoint, AccessKey ?? accessKey, clock);
        }

        return request;
    }

    private void Sign(HttpRequestMessage request, Uri endpoint, string accessKey, TimeProvider clock)
    {
        var date = Date ?? clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        var hash = ContentHash ?? Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Body)));
        var text = $"{SignedMethod ?? Method}\n{SignedTarget ?? Target}\n{date};{SignedHost ?? endpoint.Authority};{hash}";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(accessKey), Encoding.UTF8.GetBytes(text)));
        var signed = SignedHeaders ?? $"{DateHeader};host;x-ms-content-sha256";
        request.Headers.TryAddWithoutValidation(DateHeader, date);
        request.Headers.TryAddWithoutValidation("x-ms-content-sha256", hash);
        request.Headers.TryAddWithoutValidation("Authorization", Authorization ?? $"HMAC-SHA256 SignedHeaders={signed}&Signature={signature}");
    }
}
