using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Operations;
using AcsFunctions.Protocol.Tests.Worlds;

namespace AcsFunctions.Protocol.Tests.Exploration;

/// <summary>Keeps what the invariants speak of: what callers were told, and what was the user's while they waited.</summary>
internal static class Observer
{
    public static IdentitySet AtBeginning(Operation operation, World world) =>
        operation.AnswersIdentity ? operation.Answers(world.Upstream) : operation.Deletes ? world.Upstream.MappedOf(operation.Key) | world.Upstream.PendingDeletions : default;

    /// <summary>What there is of callers once this one has the answer.</summary>
    public static Callers Observe(Operation operation, Outcome outcome, Callers callers) => CacheToken(Record(operation, outcome, callers), outcome.Cached);

    private static Callers Record(Operation operation, Outcome outcome, Callers callers) => outcome.Kind switch
    {
        OutcomeKind.Token => callers with { ReturnedTokens = AddToken(callers, new ReturnedToken(outcome.Token!, operation.Session, IsRecent: true)) },
        OutcomeKind.Revoked or OutcomeKind.Deleted when !(callers.SessionsEndedOn > operation.Clock) => callers with { SessionsEndedOn = operation.Clock },
        _ => callers,
    };

    private static IReadOnlyList<ReturnedToken> AddToken(Callers callers, ReturnedToken token) =>
        callers.ReturnedTokens.Contains(token) ? callers.ReturnedTokens : [.. callers.ReturnedTokens.Append(token).OrderBy(handed => handed.Value, StringComparer.Ordinal).ThenBy(handed => handed.Session).ThenBy(handed => handed.IsRecent)];

    private static Callers CacheToken(Callers callers, CachedToken? token) =>
        token is null || callers.CachedTokens.Any(cached => (cached.Token.Value, cached.Identity.TokensValidFrom) == (token.Token.Value, token.Identity.TokensValidFrom))
            ? callers
            : callers with { CachedTokens = [.. callers.CachedTokens.Append(token).OrderBy(cached => cached.Token.Value, StringComparer.Ordinal).ThenBy(cached => cached.Identity.TokensValidFrom)] };
}
