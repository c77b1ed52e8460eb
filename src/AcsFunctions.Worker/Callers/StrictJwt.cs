using System.Buffers.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AcsFunctions.Worker.Callers;

/// <summary>
/// What the handler that verifies tokens lets pass and we do not: a name that is there twice, which two readers may read differently;
/// extensions that must be understood (RFC 7515, section 4.1.11); tokens of another kind (RFC 8725, section 3.11); encrypted ones.
/// </summary>
internal static class StrictJwt
{
    // No `typ` at all is common, too.
    private static readonly string[] Types = ["JWT", "at+jwt", "application/at+jwt"];

    private static readonly JsonDocumentOptions Json = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Null where the token was read; else what is wrong with it.</summary>
    /// <param name="text">Three parts of base64url characters.</param>
    /// <param name="token">As the handler reads it.</param>
    /// <param name="claims">As we do.</param>
    public static RefusalCause? Read(string text, out JsonWebToken? token, out ClaimSet? claims)
    {
        token = null;
        claims = null;
        try
        {
            // One more than a token has, to see that there are no more.
            Span<Range> parts = stackalloc Range[4];
            var whole = text.AsSpan();
            if (whole.Split(parts, '.') != 3 || whole[parts[2]].IsEmpty)
            {
                return RefusalCause.Malformed;
            }

            if (!IsPlain(whole[parts[0]]))
            {
                return RefusalCause.TokenKind;
            }

            using var document = Parse(whole[parts[1]]);
            claims = ClaimSet.OfJwt(document.RootElement);
            token = new JsonWebToken(text);
            return null;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or JsonException or InvalidOperationException)
        {
            // Not base64url, not JSON, not an object, not Unicode.
            return RefusalCause.Malformed;
        }
    }

    private static bool IsPlain(ReadOnlySpan<char> header)
    {
        using var document = Parse(header);
        return !document.RootElement.TryGetProperty("crit", out _)
            && (!document.RootElement.TryGetProperty("typ", out var type) || Types.Contains(type.GetString(), StringComparer.OrdinalIgnoreCase));
    }

    private static JsonDocument Parse(ReadOnlySpan<char> part) => JsonDocument.Parse(Base64Url.DecodeFromChars(part), Json);
}
