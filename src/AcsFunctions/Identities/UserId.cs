using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace AcsFunctions.Identities;

/// <summary>
/// Who an application user is to us: <c>&lt;issuer alias&gt;|&lt;claims&gt;</c>, 1 to 256 characters, well-formed Unicode, no control
/// characters. Compared by code point: no case folding and no normalization, so that look-alikes stay different users.
/// </summary>
public sealed record UserId
{
    /// <summary>The longest id, in UTF-16 characters.</summary>
    public const int MaxLength = 256;

    /// <summary>No issuer may have it.</summary>
    public const string GuestAlias = "guest";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private UserId(string value) => Value = value;

    public string Value { get; }

    /// <summary>Whether it is one of the guests, who have the alias <see cref="GuestAlias"/> to themselves.</summary>
    public bool IsGuest => Value.StartsWith(GuestAlias + '|', StringComparison.Ordinal);

    /// <summary>A guest whom nobody can guess: 128 random bits.</summary>
    public static UserId NewGuest() => new($"{GuestAlias}|{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}");

    /// <summary>Refuses an id that is empty, too long, holds control characters or is not well-formed Unicode.</summary>
    public static bool TryCreate(string? value, [NotNullWhen(true)] out UserId? userId)
    {
        userId = value is { Length: > 0 and <= MaxLength } && !value.Any(char.IsControl) && IsWellFormed(value) ? new UserId(value) : null;
        return userId is not null;
    }

    /// <summary>The id as strict UTF-8: what is hashed.</summary>
    public byte[] ToUtf8() => StrictUtf8.GetBytes(Value);

    /// <summary>Never the id itself, which is personal data: records print in logs and messages.</summary>
    public override string ToString() => UserKey.Of(this).ToString();

    private static bool IsWellFormed(string value)
    {
        var rest = value.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var consumed) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            rest = rest[consumed..];
        }

        return true;
    }
}
