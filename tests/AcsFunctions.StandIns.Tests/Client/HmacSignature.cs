using System.Security.Cryptography;
using System.Text;

namespace AcsFunctions.StandIns.Tests.Client;

/// <summary>The Authorization header that a request must have, made from what went over the wire, by the published rules.</summary>
internal static class HmacSignature
{
    public static string Of(string method, string target, IReadOnlyDictionary<string, string> headers, string host, byte[] body, string key)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(body));
        var toSign = string.Join('\n', method, target, string.Join(';', headers["x-ms-date"], host, hash));
        using var hmac = new HMACSHA256(Convert.FromBase64String(key));
        return "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=" + Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(toSign)));
    }

    public static string Of(SeenRequest request, string key) =>
        Of(request.Method, request.Target, request.Headers, request.Uri.Authority, request.Body, key);
}
