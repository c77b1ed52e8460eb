using System.Security.Cryptography;
using System.Text;
using AcsFunctions.Identities;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Http;

/// <summary>Who has something done, as the log names it.</summary>
/// <param name="Kind"><c>self</c>, <c>admin</c> or <c>key</c>.</param>
/// <param name="Id">The hash of the user or admin; of a key the beginning of its SHA-256, which tells keys apart and opens nothing.</param>
public sealed record Actor(string Kind, string Id)
{
    private const int FingerprintLength = 16;

    public static Actor Self(UserId user) => new("self", UserKey.Of(user).Hash);

    public static Actor Admin(UserId admin) => new("admin", UserKey.Of(admin).Hash);

    /// <summary>The function key that the host has checked: from the header before the query, as the host reads it.</summary>
    public static Actor Key(HttpRequestData request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var key = request.Headers.TryGetValues("x-functions-key", out var values) ? string.Join(',', values) : request.Query["code"];
        return new("key", string.IsNullOrEmpty(key) ? "none" : Fingerprint(key));
    }

    private static string Fingerprint(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..FingerprintLength];
}
