using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AcsFunctions.AcsEmulator.Protocol;

namespace AcsFunctions.AcsEmulator.Authentication;

/// <summary>Verifies access-key signatures over the raw target, the signed headers and the body's hash.</summary>
internal sealed class HmacVerifier(byte[] accessKey, TimeSpan dateSkew, TimeProvider clock)
{
    private const string ContentHash = "x-ms-content-sha256";

    /// <returns>Null, or why not, in words for the person who reads the log.</returns>
    public string? Refuse(AcsRequest request, string authorization)
    {
        if (HmacAuthorization.Parse(authorization) is not { } claimed)
        {
            return "the Authorization header lacks SignedHeaders or Signature";
        }

        // A signature that leaves one of the three out would fit another host, body or time.
        var date = claimed.SignedHeaders.FirstOrDefault(IsDate);
        if (date is null || !Signs(claimed, "host") || !Signs(claimed, ContentHash))
        {
            return "SignedHeaders must name x-ms-date (or date), host and x-ms-content-sha256";
        }

        return RefuseDate(request.Headers[date].ToString())
            ?? RefuseContent(request)
            ?? (SignatureFits(request, claimed) ? null : "the signature does not fit: another key, method, target, host or header value was signed");
    }

    private static bool IsDate(string header) =>
        header.Equals("x-ms-date", StringComparison.OrdinalIgnoreCase) || header.Equals("date", StringComparison.OrdinalIgnoreCase);

    private static bool Signs(HmacAuthorization claimed, string header) => claimed.SignedHeaders.Contains(header, StringComparer.OrdinalIgnoreCase);

    private string? RefuseDate(string value)
    {
        if (!DateTimeOffset.TryParseExact(value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            return "the signed date is missing or not in RFC 1123 form";
        }

        var skew = (date - clock.GetUtcNow()).Duration();
        return skew > dateSkew ? $"the signed date is {skew.TotalSeconds:F0} s from the emulator's clock; {dateSkew.TotalSeconds:F0} s are allowed" : null;
    }

    private static string? RefuseContent(AcsRequest request)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(request.Body.Span, hash);
        return SameText(request.Headers[ContentHash].ToString(), Convert.ToBase64String(hash)) ? null : "x-ms-content-sha256 is not the hash of the body";
    }

    private bool SignatureFits(AcsRequest request, HmacAuthorization claimed)
    {
        var values = string.Join(';', claimed.SignedHeaders.Select(header => request.Headers[header].ToString()));
        var text = Encoding.UTF8.GetBytes($"{request.Method}\n{request.Target}\n{values}");
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(accessKey, text, signature);
        return SameText(claimed.Signature, Convert.ToBase64String(signature));
    }

    private static bool SameText(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
