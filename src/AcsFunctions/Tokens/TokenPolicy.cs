using AcsFunctions.Acs;

namespace AcsFunctions.Tokens;

/// <summary>The most that a token may allow. A request can narrow it, never widen it.</summary>
/// <param name="Scopes">What may be asked for, as it is or narrower; also what a request that names none gets.</param>
/// <param name="Minutes">The life of a token whose request names none.</param>
/// <param name="MaxMinutes">The longest life that may be asked for.</param>
public sealed record TokenPolicy(IReadOnlyList<string> Scopes, int Minutes, int MaxMinutes)
{
    /// <summary>The shortest life that ACS gives a token, in minutes.</summary>
    public const int ShortestMinutes = 60;

    /// <summary>The longest life that ACS gives a token, in minutes.</summary>
    public const int LongestMinutes = 1440;

    /// <param name="scopes">Wire names; at least one where given. Null asks for all that are allowed.</param>
    /// <param name="expiresInMinutes">60 to 1440. Null asks for the usual.</param>
    public Result<AcsTokenRequest, Refusal> Apply(IReadOnlyList<string>? scopes, int? expiresInMinutes)
    {
        var asked = scopes?.Distinct(StringComparer.Ordinal).ToArray() ?? Scopes;
        if (asked.Count == 0)
        {
            return new Refusal(RefusalReason.InvalidScope, "Name at least one scope, or leave scopes out to get all that are allowed.");
        }

        if (asked.Any(scope => scope is null || !TokenScopes.All.Contains(scope)))
        {
            return new Refusal(RefusalReason.InvalidScope, $"ACS has the scopes {string.Join(", ", TokenScopes.All.Order())}.");
        }

        if (asked.FirstOrDefault(scope => !Scopes.Any(broader => TokenScopes.Covers(broader, scope))) is { } refused)
        {
            return new Refusal(RefusalReason.ScopeNotAllowed, $"The scope {refused} is not allowed here.");
        }

        var minutes = expiresInMinutes ?? Minutes;
        return minutes < ShortestMinutes || minutes > MaxMinutes
            ? new Refusal(RefusalReason.InvalidLifetime, $"expiresInMinutes must be from {ShortestMinutes} to {MaxMinutes}.")
            : new AcsTokenRequest(asked, TimeSpan.FromMinutes(minutes));
    }
}
