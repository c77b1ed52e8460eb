using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Operations;
using AcsFunctions.Protocol.Tests.Worlds;

namespace AcsFunctions.Protocol.Tests.Exploration;

/// <summary>Keeps what the invariants speak of: what callers were told, and what was the user's while they waited.</summary>
internal static class Observer
{
    public static IdentitySet AtBeginning(Operation operation, World world) =>
        operation.AnswersIdentity ? operation.Answers(world.Upstream) : operation.Deletes ? world.Upstream.MappedOf(operation.Key) | world.Upstream.PendingDeletions : default;

    /// <summary>The world once the caller has the answer.</summary>
    public static World Observe(Operation operation, Outcome outcome, World world) => CacheToken(Record(operation, outcome, world), outcome.Cached);

    private static World Record(Operation operation, Outcome outcome, World world) => outcome.Kind switch
    {
        OutcomeKind.Token => world with { ReturnedTokens = AddToken(world, new ReturnedToken(outcome.Token!, operation.Session, IsRecent: true)) },
        OutcomeKind.Revoked or OutcomeKind.Deleted when !(world.SessionsEndedOn > operation.Clock) => world with { SessionsEndedOn = operation.Clock },
        _ => world,
    };

    private static IReadOnlyList<ReturnedToken> AddToken(World world, ReturnedToken token) =>
        world.ReturnedTokens.Contains(token) ? world.ReturnedTokens : [.. world.ReturnedTokens.Append(token).OrderBy(handed => handed.Value, StringComparer.Ordinal).ThenBy(handed => handed.Session).ThenBy(handed => handed.IsRecent)];

    private static World CacheToken(World world, CachedToken? token) =>
        token is null || world.CachedTokens.Any(cached => (cached.Token.Value, cached.Identity.TokensValidFrom) == (token.Token.Value, token.Identity.TokensValidFrom))
            ? world
            : world with { CachedTokens = [.. world.CachedTokens.Append(token).OrderBy(cached => cached.Token.Value, StringComparer.Ordinal).ThenBy(cached => cached.Identity.TokensValidFrom)] };
}
