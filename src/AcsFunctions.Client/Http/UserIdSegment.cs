using System.Text;

namespace AcsFunctions.Client.Http;

/// <summary>A user id as a part of a path.</summary>
internal static class UserIdSegment
{
    private const int LongestId = 256;
    private const string Encoded = "base64url:";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">The id is empty, too long or no text, or ends with its alias.</exception>
    public static string Of(string userId)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        if (userId.Length > LongestId)
        {
            throw new ArgumentException($"A user id has at most {LongestId} characters.", nameof(userId));
        }

        if (userId.IndexOf('|', StringComparison.Ordinal) is var bar and >= 0 && userId.AsSpan(bar).Trim('|').IsEmpty)
        {
            // A claim that was not found would make everybody one user.
            throw new ArgumentException("A user id goes on after its alias and the vertical bar.", nameof(userId));
        }

        return userId.All(IsPlain) && userId is not ("." or "..") && !userId.StartsWith(Encoded, StringComparison.Ordinal)
            ? Uri.EscapeDataString(userId)
            // Not every host hands other characters on unchanged.
            : Encoded + Convert.ToBase64String(BytesOf(userId)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    private static byte[] BytesOf(string userId)
    {
        try
        {
            return Strict.GetBytes(userId);
        }
        catch (EncoderFallbackException exception)
        {
            throw new ArgumentException("A user id must be valid Unicode text.", nameof(userId), exception);
        }
    }

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '~' or '|' or '@' or ':' or '+';
}
