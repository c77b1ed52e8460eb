using System.Security.Cryptography;

namespace AcsFunctions.AcsEmulator.Identities;

/// <summary>Raw ids of communication users: <c>8:acs:{resource}_{user}</c>.</summary>
internal static class IdentityId
{
    private const string Prefix = "8:acs:";

    /// <summary>A new id. The user part is shaped as observed: a counter first, <c>3a0d00</c> inside the last group, the rest random.</summary>
    public static string Create(Guid resourceId, uint counter)
    {
        var random = RandomNumberGenerator.GetHexString(18, lowercase: true);
        return $"{Prefix}{resourceId}_{counter:x8}-{random[..4]}-{random[4..8]}-{random[8..12]}-{random[12..14]}3a0d00{random[14..]}";
    }

    /// <summary>The id of a user of the Teams extension, which names tenant and user.</summary>
    public static string OfTeamsExtension(Guid resourceId, string tenantId, string userId) => $"{Prefix}{resourceId}_{tenantId}_{userId}";

    /// <summary>The id of an Entra user; the same on every exchange.</summary>
    public static string OfEntra(Guid resourceId, string userId) => $"{Prefix}{resourceId}_{userId}";

    public static bool IsWellFormed(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal)
        && id.Length <= 256
        && id[Prefix.Length..].Split('_', 2) is [var resource, var user]
        && Guid.TryParseExact(resource, "D", out _)
        && user.Length > 0
        && user.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');

    public static bool IsOf(Guid resourceId, string id) =>
        id.StartsWith($"{Prefix}{resourceId}_", StringComparison.OrdinalIgnoreCase);

    /// <summary>The id as tokens name it, without the leading <c>8:</c>.</summary>
    public static string ToSkypeId(string id) => id[2..];

    public static string FromSkypeId(string skypeId) => $"8:{skypeId}";
}
