using AcsFunctions.AcsEmulator.Protocol;

namespace AcsFunctions.AcsEmulator.Operations;

/// <summary>The service's rules for what a token may be asked to be.</summary>
internal static class TokenRequest
{
    private const int LeastMinutes = 60;
    private const int MostMinutes = 1440;

    private static readonly HashSet<string> KnownScopes = new(StringComparer.Ordinal) { "chat", "voip", "chat.join", "chat.join.limited", "voip.join" };

    /// <summary>The lifetime, which api-versions without custom expiry do not let callers choose.</summary>
    public static TimeSpan Lifetime(int? minutes, ApiFeatures version) =>
        TimeSpan.FromMinutes(version.HasFlag(ApiFeatures.CustomExpiry) ? minutes ?? MostMinutes : MostMinutes);

    public static AcsAnswer? RefuseExpiry(int? minutes, ApiFeatures version) =>
        version.HasFlag(ApiFeatures.CustomExpiry) && minutes is < LeastMinutes or > MostMinutes
            ? Answers.Invalid($"ExpiresInMinutes value {minutes} is invalid. Value must be within the [{LeastMinutes}, {MostMinutes}] interval.", "ExpiresInMinutes")
            : null;

    public static AcsAnswer? RefuseScopes(IReadOnlyList<string?> scopes, string target, UndocumentedAnswers undocumented)
    {
        var unknown = scopes.Where(static scope => scope is null || !KnownScopes.Contains(scope)).Select(static scope => scope ?? "null").FirstOrDefault();
        if (unknown is null || undocumented.UnknownScope is not { } refusal)
        {
            return null;
        }

        var shown = unknown.Length <= 64 ? unknown : unknown[..64];
        return Answers.Error(refusal with { Message = refusal.Message.Replace("{scope}", shown, StringComparison.Ordinal) }, target);
    }

    public static IReadOnlyList<string> Distinct(IReadOnlyList<string?> scopes) => [.. scopes.OfType<string>().Distinct(StringComparer.Ordinal)];
}
