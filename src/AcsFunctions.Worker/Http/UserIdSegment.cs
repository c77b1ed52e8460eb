using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using AcsFunctions.Identities;

namespace AcsFunctions.Worker.Http;

/// <summary>
/// The <c>{userId}</c> of a path, as the host hands it over: decoded once, except <c>%2F</c>. Only characters that no proxy touches
/// are taken as they are; any other id comes as <c>base64url:</c> and its UTF-8 bytes. So <c>%</c>, <c>/</c> and their encodings never pass.
/// </summary>
internal static class UserIdSegment
{
    private const string Prefix = "base64url:";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool TryRead(string? segment, [NotNullWhen(true)] out UserId? userId)
    {
        userId = null;
        return segment is not null
            && (segment.StartsWith(Prefix, StringComparison.Ordinal)
                ? TryDecode(segment[Prefix.Length..], out var decoded) && UserId.TryCreate(decoded, out userId)
                : segment is not ("." or "..") && segment.All(IsPlain) && UserId.TryCreate(segment, out userId));
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~' or '|' or '@' or ':' or '+';

    private static bool TryDecode(string text, [NotNullWhen(true)] out string? decoded)
    {
        decoded = null;
        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            // One spelling for each id: no padding, no white space, no stray bits.
            decoded = Base64Url.EncodeToString(bytes) == text ? StrictUtf8.GetString(bytes) : null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            // Not base64url, or not UTF-8.
        }

        return decoded is not null;
    }
}
