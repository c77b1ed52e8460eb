using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Operations;
using AcsFunctions.Protocol.Tests.Worlds;

namespace AcsFunctions.Protocol.Tests.Exploration;

/// <summary>Keeps what the invariants speak of: what callers were told, and what was the user's while they waited.</summary>
internal static class Observer
{
    public static IdentitySet AtBeginning(Operation operation, World world) =>
        operation.AnswersIdentity ? world.Mapped : operation.Deletes ? world.Mapped | world.Retired : default;

    /// <summary>The world once the caller has the answer.</summary>
    public static World Told(Operation operation, Outcome outcome, World world) => Keep(Hear(operation, outcome, world), outcome.Kept);

    private static World Hear(Operation operation, Outcome outcome, World world) => outcome.Kind switch
    {
        OutcomeKind.Token => world.With(handed: Hand(world, new HandedToken(outcome.Token!, operation.Session, IsRecent: true))),
        OutcomeKind.Revoked or OutcomeKind.Deleted when !(world.SessionsEndedOn > operation.Clock) => world.With(sessionsEndedOn: operation.Clock),
        _ => world,
    };

    private static IReadOnlyList<HandedToken> Hand(World world, HandedToken token) =>
        world.Handed.Contains(token) ? world.Handed : [.. world.Handed.Append(token).OrderBy(handed => handed.Value, StringComparer.Ordinal).ThenBy(handed => handed.Session).ThenBy(handed => handed.IsRecent)];

    private static World Keep(World world, KeptToken? token) =>
        token is null || world.Kept.Any(kept => (kept.Token.Value, kept.Identity.TokensValidFrom) == (token.Token.Value, token.Identity.TokensValidFrom))
            ? world
            : world.With(kept: [.. world.Kept.Append(token).OrderBy(kept => kept.Token.Value, StringComparer.Ordinal).ThenBy(kept => kept.Identity.TokensValidFrom)]);
}
