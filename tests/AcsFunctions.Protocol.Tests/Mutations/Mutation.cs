using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Operations;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>A piece of the protocol taken away, by changing what the registry sends or receives.</summary>
internal sealed record Mutation(string Name, Func<IIdentityStore, IAcsIdentities, (IIdentityStore Store, IAcsIdentities Acs)> Wrap)
{
    /// <summary>What else an operation's store becomes, by what its instance remembers.</summary>
    public Func<IIdentityStore, CacheState, IIdentityStore> WrapCache { get; init; } = (store, _) => store;

    /// <summary>Whether those who join another's call are taken for callers without a session.</summary>
    public bool IsJoinerTrusted { get; init; }

    /// <summary>Whether tokens are kept without waiting for the last try at a revocation to have reached ACS.</summary>
    public bool CachesTokensAtOnce { get; init; }

    /// <summary>Of which operations the piece is missing; of all by default.</summary>
    public Func<Operation, bool> IsOf { get; init; } = _ => true;

    public static Mutation None { get; } = new("the protocol as it is", (store, acs) => (store, acs));

    public static Mutation Of(string name, Func<IIdentityStore, IIdentityStore> wrap) => new(name, (store, acs) => (wrap(store), acs));

    public static Mutation OfCache(string name, Func<IIdentityStore, CacheState, IIdentityStore> wrap) => None with { Name = name, WrapCache = wrap };

    public override string ToString() => Name;
}
