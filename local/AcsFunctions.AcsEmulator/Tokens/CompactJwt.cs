using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AcsFunctions.AcsEmulator.Tokens;

/// <summary>The three base64url parts of a token.</summary>
internal sealed record CompactJwt(string Header, string Payload, string Signature)
{
    /// <summary>Longer tokens are not looked at.</summary>
    private const int MaxLength = 16 * 1024;

    public byte[] SignedBytes => Encoding.ASCII.GetBytes($"{Header}.{Payload}");

    public static string Encode<T>(T part, JsonTypeInfo<T> type) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part, type));

    public static CompactJwt? Parse(string? token) =>
        token is { Length: <= MaxLength } && token.Split('.') is [var header, var payload, var signature] && Base64Url.IsValid(signature)
            ? new CompactJwt(header, payload, signature)
            : null;

    public static T? Decode<T>(string part, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return Base64Url.IsValid(part) ? JsonSerializer.Deserialize(Base64Url.DecodeFromChars(part), type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
