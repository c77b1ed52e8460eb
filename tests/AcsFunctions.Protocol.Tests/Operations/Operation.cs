using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Exchange;
using AcsFunctions.Protocol.Tests.Mutations;
using AcsFunctions.Testing.Identities;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Protocol.Tests.Operations;

/// <summary>Something that a user, a back-end or the timer does, on the real registry.</summary>
/// <param name="Name">Tells it from the others.</param>
/// <param name="Clock">What its process takes for now, from its beginning to its end.</param>
/// <param name="Session">When its caller's credential was issued; null for a caller without a session, such as a function key.</param>
/// <param name="Run">What it does.</param>
internal sealed record Operation(string Name, DateTimeOffset Clock, DateTimeOffset? Session, Func<Actors, Task<Outcome>> Run)
{
    /// <summary>Whether its answer names an identity of the user.</summary>
    public bool AnswersIdentity { get; init; }

    /// <summary>Whether it promises that what was the user's is gone.</summary>
    public bool Deletes { get; init; }

    /// <summary>Whether its caller joins another's call.</summary>
    public bool Joins { get; init; }

    /// <summary>What its instance remembers of the user.</summary>
    public Recollection Recollection { get; init; } = Recollection.None;

    public async Task<Outcome> RunAsync(Script script, Mutation mutation)
    {
        var acs = new HoldingAcs(new ScriptedAcs(script));
        var (store, observedAcs) = mutation.Wrap(mutation.WrapMemory(new ScriptedStore(script), Recollection), acs);
        var memory = Recollection.ToMemory(mutation);
        var registry = Registries.Over(store, observedAcs, new FakeTimeProvider(Clock), Operations.Options, memory: memory);
        var session = (Joins && mutation.IsJoinerTrusted) || Session is not { } issuedAt ? AcsFunctions.Identities.Session.Trusted : Testing.Sessions.From(issuedAt);
        var outcome = await Run(new Actors(registry, store, acs, session));
        return outcome with { Kept = memory.Find(TokenWish.Of(Operations.Key, Operations.Terms), Clock) };
    }
}
