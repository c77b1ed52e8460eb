using AcsFunctions.AcsEmulator.Protocol;

namespace AcsFunctions.AcsEmulator.Operations;

/// <summary>The service's rules for what a token may be asked to be.</summary>
internal static class TokenRequest
{
    private const int LeastMinutes = 60;
    private const int MostMinutes = 1440;

    private static readonly HashSet<string> KnownScopes = new(StringComparer.Ordinal) { "chat", "voip", "chat.join", "chat.join.limited", "voip.join" };

    /// <param name="isChosen">Whether the operation lets its caller choose in that api-version.</param>
    public static TimeSpan Lifetime(int? minutes, bool isChosen) => TimeSpan.FromMinutes(isChosen ? minutes ?? MostMinutes : MostMinutes);

    public static AcsResponse? RefuseExpiry(int? minutes, bool isChosen) =>
        isChosen && minutes is < LeastMinutes or > MostMinutes
            ? Answers.Invalid($"ExpiresInMinutes value {minutes} is invalid. Value must be within the [{LeastMinutes}, {MostMinutes}] interval.", "ExpiresInMinutes")
            : null;

    public static AcsResponse? RefuseScopes(IReadOnlyList<string?> scopes, string target, ApiFeatures version, UndocumentedAnswers undocumented)
    {
        var unknown = scopes.Where(scope => !IsKnown(scope, version)).Select(static scope => scope ?? "null").FirstOrDefault();
        if (unknown is null || undocumented.UnknownScope is not { } refusal)
        {
            return null;
        }

        var shown = unknown.Length <= 64 ? unknown : unknown[..64];
        return Answers.Error(refusal with { Message = refusal.Message.Replace("{scope}", shown, StringComparison.Ordinal) }, target);
    }

    public static IReadOnlyList<string> Distinct(IReadOnlyList<string?> scopes) => [.. scopes.OfType<string>().Distinct(StringComparer.Ordinal)];

    private static bool IsKnown(string? scope, ApiFeatures version) =>
        scope is not null && (KnownScopes.Contains(scope) || (scope == "pstn" && version.HasFlag(ApiFeatures.Administration)));
}
