using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AcsFunctions.AcsEmulator.Perf;

/// <summary>Requests in HTTP's own bytes, signed with the access key: what a load generator sends fastest.</summary>
internal sealed class SignedRequest(string connectionString)
{
    private readonly byte[] key = Convert.FromBase64String(connectionString.Split(";accesskey=")[1]);
    private readonly string authority = new Uri(connectionString.Split(";accesskey=")[0]["endpoint=".Length..]).Authority;

    /// <param name="host">What the Host header says, and the signature with it; null: where the emulator is.</param>
    public byte[] Build(string method, string target, string body, DateTimeOffset now, string? host = null)
    {
        host ??= authority;
        var date = now.ToString("r", CultureInfo.InvariantCulture);
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
        var text = $"{method}\n{target}\n{date};{host};{hash}";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        return Encoding.UTF8.GetBytes(
            $"{method} {target} HTTP/1.1\r\nHost: {host}\r\nx-ms-date: {date}\r\nx-ms-content-sha256: {hash}\r\n"
            + $"Authorization: HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
    }
}
