using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Operations;
using AcsFunctions.Protocol.Tests.Worlds;

namespace AcsFunctions.Protocol.Tests.Exploration;

/// <summary>The invariants of docs/identity-protocol.md, by their numbers there.</summary>
internal static class Invariants
{
    public const string UserIsStuck = "7: after a faultless clean-up a fresh session does not get a valid token";
    public const string PendingRemains = "7: a faultless clean-up leaves pending actions";
    public const string OldTokenOutlivesCleanUp = "3: a token from before an accepted revoke is still valid after a clean-up";
    public const string EndedSessionIsAdmitted = "3: a session from before an answered revoke is admitted";
    public const string GuestOutlives = "7: a guest outlives the visit";
    public const string NotIndexed = "9: after a faultless clean-up the index lacks a mapped identity";
    public const string StrayIndexRow = "9: after a faultless clean-up an index row names a user who does not have the identity";
    public const string NamesTheUser = "10: after a delete the table says in clear who the user was";
    public const string Lost = "2: an identity is alive and nobody knows it";
    public const string SurvivesDelete = "2: an identity survives a faultless clean-up and delete";

    /// <summary>What is wrong with a world, whatever operations run in it; null if nothing is.</summary>
    public static string? Broken(World world)
    {
        if (!(world.Upstream.Mapped - world.Upstream.ImportedDead - world.Upstream.Alive).IsEmpty)
        {
            return "2: a mapped identity is deleted at ACS";
        }

        if (!((world.Upstream.Mapped - world.Upstream.ImportedDead) & world.Upstream.PendingDeletions).IsEmpty)
        {
            return "2: a mapped identity is also retired";
        }

        if (world.Upstream.HasSharedIdentity)
        {
            return "8: an identity is mapped for two users";
        }

        if (world.Upstream.User is { DeleteOn: not null } or { CommunicationUserId: null } && world.Upstream.User.Key == Operations.Operations.GuestKey && world.Upstream.User.TokensValidFrom is var from && !(from >= world.Callers.SessionsEndedOn) && world.Callers.SessionsEndedOn is not null)
        {
            return "3: what an answered revoke wrote is gone from a guest's row";
        }

        if (world.Callers.SessionsEndedOn is { } ended && world.Callers.ReturnedTokens.Any(token => token.Session < ended && world.IsValid(token)))
        {
            return "3: a token of a session from before an answered revoke is valid";
        }

        if (world.Callers.CachedTokens.Any(kept => kept.Identity.IsConfirmedBy(world.Upstream.User) && !world.Upstream.IsValid(kept.Token.Value)))
        {
            return "7: a kept token would be handed out and is not valid";
        }

        return world.Callers.ReturnedTokens.Any(token => token.IsRecent && world.Stale.Contains(token.CommunicationUserId))
            ? "5: clean-up deletes an identity with a token handed out after the cutoff"
            : null;
    }

    /// <summary>What is wrong with an answer at the moment it is given; null if nothing is.</summary>
    public static string? Broken(Outcome outcome, Operation operation, Actor actor, World world) => outcome.Kind switch
    {
        OutcomeKind.Identity or OutcomeKind.Token when !actor.Seen.Contains(outcome.CommunicationUserId!) =>
            operation.Looks ? "9: a look-up answers who did not have the identity while its caller waited" : "1: an answered identity was never mapped while its caller waited",
        OutcomeKind.Token when operation.Key == Operations.Operations.GuestKey && operation.Clock >= Timeline.GuestsEnd => GuestOutlives,
        OutcomeKind.Deleted when !(actor.Seen & (world.Upstream.Alive | (world.Upstream.Mapped - world.Upstream.ImportedDead))).IsEmpty => "4: a delete is answered and an identity is still there",
        _ => null,
    };

    public static IdentitySet Unknown(World world, IdentitySet excused) => world.Upstream.Alive - world.Upstream.Mapped - world.Upstream.PendingDeletions - excused;

    public static bool HasPending(World world) => world.Upstream.Rows.Any(row => row is PendingAction);

    public static bool HoldsOldToken(World world) =>
        world.Upstream.User?.TokensValidFrom is { } ended && world.Callers.ReturnedTokens.Any(token => token.Session < ended && world.IsValid(token));
}
