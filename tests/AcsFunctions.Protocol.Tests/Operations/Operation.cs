using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Exchange;
using AcsFunctions.Protocol.Tests.Mutations;
using AcsFunctions.Protocol.Tests.Worlds;
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

    /// <summary>Whether it answers whose an identity is.</summary>
    public bool Looks { get; init; }

    /// <summary>Of whom it speaks.</summary>
    public UserKey Key { get; init; } = Operations.Key;

    /// <summary>What it may answer at an instant: the user's identity, or, of a look-up, whose the identity is.</summary>
    public Func<Upstream, IdentitySet> Answers { get; init; } = upstream => upstream.MappedOf(Operations.Key);

    /// <summary>Whether its caller joins another's call.</summary>
    public bool Joins { get; init; }

    /// <summary>The settings of its instance.</summary>
    public IdentityOptions Options { get; init; } = Operations.Options;

    /// <summary>What its instance remembers of the user.</summary>
    public CacheState CacheState { get; init; } = CacheState.None;

    public async Task<Outcome> RunAsync(Script script, Mutation mutation, bool seesIndex)
    {
        var acs = new HoldingAcs(new ScriptedAcs(script));
        mutation = mutation.IsOf(this) ? mutation : Mutation.None;
        var (store, observedAcs) = mutation.Wrap(mutation.WrapCache(new ScriptedStore(script, seesIndex), CacheState), acs);
        var cache = CacheState.ToCache(mutation);
        var registry = Registries.Over(store, observedAcs, new FakeTimeProvider(Clock), Options, cache: cache);
        var session = (Joins && mutation.IsJoinerTrusted) || Session is not { } issuedAt ? AcsFunctions.Identities.Session.Trusted : Testing.Sessions.From(issuedAt);
        var outcome = await Run(new Actors(registry, store, acs, session, script));
        return outcome with { Cached = cache.Find(TokenCacheKey.Of(Operations.Key, Operations.TokenRequest), Clock) };
    }
}
