using AcsFunctions.Identities;

namespace AcsFunctions.Worker.Callers;

/// <summary>The name of a source of users; it begins the user id of each of them.</summary>
internal static class Alias
{
    /// <summary>Begins the ids of guests, whom no issuer knows.</summary>
    public const string Guest = UserId.GuestAlias;

    private const int MaxLength = 32;

    /// <summary>What is wrong with an alias, ready to follow "The setting …"; null where nothing is.</summary>
    public static string? Fault(string? alias) => !IsWellFormed(alias)
        // Two underscores separate the parts of a setting's name where it may hold no colon.
        ? $"has an alias that is not made of 1 to {MaxLength} lower-case letters, digits, hyphens and single underscores, with a letter or digit at both ends."
        : alias == Guest ? $"has the alias {Guest}, which is kept for guests." : null;

    private static bool IsWellFormed(string? alias) =>
        alias is { Length: > 0 and <= MaxLength }
        && alias.All(c => IsLetterOrDigit(c) || c is '-' or '_')
        && IsLetterOrDigit(alias[0])
        && IsLetterOrDigit(alias[^1])
        && !alias.Contains("__", StringComparison.Ordinal);

    private static bool IsLetterOrDigit(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);
}
