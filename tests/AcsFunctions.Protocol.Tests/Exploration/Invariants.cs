using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Operations;
using AcsFunctions.Protocol.Tests.Worlds;

namespace AcsFunctions.Protocol.Tests.Exploration;

/// <summary>The promises of docs/identity-protocol.md, by their numbers there.</summary>
internal static class Invariants
{
    public const string UserIsStuck = "7: after a faultless clean-up a fresh session does not get a valid token";
    public const string PromisesRemain = "7: a faultless clean-up leaves promises";
    public const string OldTokenOutlivesCleanUp = "3: a token from before an accepted revoke is still valid after a clean-up";
    public const string EndedSessionIsAdmitted = "3: a session from before an answered revoke is admitted";
    public const string Lost = "2: an identity is alive and nobody knows it";
    public const string SurvivesDelete = "2: an identity survives a faultless clean-up and delete";

    /// <summary>What is wrong with a world, whoever does what in it; null if nothing is.</summary>
    public static string? Broken(World world)
    {
        if (!(world.Mapped - world.Alive).IsEmpty)
        {
            return "2: a mapped identity is deleted at ACS";
        }

        if (!(world.Mapped & world.Retired).IsEmpty)
        {
            return "2: a mapped identity is also retired";
        }

        if (world.SessionsEndedOn is { } ended && world.Handed.Any(token => token.Session < ended && world.IsValid(token)))
        {
            return "3: a token of a session from before an answered revoke is valid";
        }

        if (world.Kept.Any(kept => kept.Identity.IsConfirmedBy(world.User) && !world.IsValid(kept.Token.Value)))
        {
            return "7: a kept token would be handed out and is not valid";
        }

        return world.Handed.Any(token => token.IsRecent && world.Stale.Contains(token.CommunicationUserId))
            ? "5: clean-up deletes an identity with a token handed out after the cutoff"
            : null;
    }

    /// <summary>What is wrong with an answer at the moment it is given; null if nothing is.</summary>
    public static string? Broken(Outcome outcome, Actor actor, World world) => outcome.Kind switch
    {
        OutcomeKind.Identity or OutcomeKind.Token when !actor.Seen.Contains(outcome.CommunicationUserId!) =>
            "1: an answered identity was never mapped while its caller waited",
        OutcomeKind.Deleted when !(actor.Seen & (world.Alive | world.Mapped)).IsEmpty => "4: a delete is answered and an identity is still there",
        _ => null,
    };

    public static IdentitySet Unknown(World world, IdentitySet excused) => world.Alive - world.Mapped - world.Retired - excused;

    public static bool HoldsPromises(World world) => world.Rows.Any(row => row is UnfinishedRow);

    public static bool HoldsOldToken(World world) =>
        world.User?.TokensValidFrom is { } ended && world.Handed.Any(token => token.Session < ended && world.IsValid(token));
}
