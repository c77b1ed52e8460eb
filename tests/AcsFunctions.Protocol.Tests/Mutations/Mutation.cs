using AcsFunctions.Acs;
using AcsFunctions.Identities;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>A piece of the protocol taken away, by changing what the registry sends or hears.</summary>
internal sealed record Mutation(string Name, Func<IIdentityStore, IAcsIdentities, (IIdentityStore Store, IAcsIdentities Acs)> Wrap)
{
    public static Mutation None { get; } = new("the protocol as it is", (store, acs) => (store, acs));

    public static Mutation Of(string name, Func<IIdentityStore, IIdentityStore> wrap) => new(name, (store, acs) => (wrap(store), acs));

    public override string ToString() => Name;
}
