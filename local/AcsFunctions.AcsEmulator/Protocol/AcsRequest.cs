using Microsoft.AspNetCore.Http;

namespace AcsFunctions.AcsEmulator.Protocol;

/// <summary>A request as it was on the wire, read whole.</summary>
/// <param name="Target">Path and query, not decoded: what callers sign.</param>
/// <param name="IsPrivate">Whether a bearer token may travel on it: TLS, or in process.</param>
internal sealed record AcsRequest(string Method, string Scheme, string Target, IHeaderDictionary Headers, ReadOnlyMemory<byte> Body, bool IsPrivate)
{
    public string Path { get; } = Target.Split('?', 2)[0];

    public string Query { get; } = Target.Split('?', 2) is [_, var query] ? query : "";

    public string Host => Headers.Host.ToString();

    public string Uri => $"{Scheme}://{Host}{Path}";

    /// <summary>Path and query of a request line's target, which may be a whole URI.</summary>
    public static string TargetOf(string rawTarget)
    {
        var scheme = rawTarget.IndexOf("://", StringComparison.Ordinal);
        if (rawTarget.StartsWith('/') || scheme < 0)
        {
            return rawTarget;
        }

        var path = rawTarget.IndexOf('/', scheme + 3);
        return path < 0 ? "/" : rawTarget[path..];
    }
}
