namespace AcsFunctions.Worker.Callers;

/// <summary>The name of a source of users; it begins the user id of each of them.</summary>
internal static class Alias
{
    private const int MaxLength = 32;

    /// <summary>What is wrong with an alias, ready to follow "The setting …"; null where nothing is.</summary>
    public static string? Fault(string? alias) =>
        alias is { Length: > 0 and <= MaxLength } && alias.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? null
            : $"has an alias that is not made of 1 to {MaxLength} lower-case letters, digits and hyphens.";
}
