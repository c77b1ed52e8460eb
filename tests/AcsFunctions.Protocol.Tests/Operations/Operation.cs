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

    public Task<Outcome> RunAsync(Script script, Mutation mutation)
    {
        var acs = new ScriptedAcs(script);
        var (store, observedAcs) = mutation.Wrap(new ScriptedStore(script), acs);
        var registry = Registries.Over(store, observedAcs, new FakeTimeProvider(Clock), Operations.Options);
        return Run(new Actors(registry, store, Session is { } issuedAt ? Testing.Sessions.From(issuedAt) : AcsFunctions.Identities.Session.Trusted));
    }
}
