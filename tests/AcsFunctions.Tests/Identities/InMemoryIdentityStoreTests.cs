using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Tests.Identities;

public sealed class InMemoryIdentityStoreTests : IdentityStoreContract
{
    protected override IIdentityStore Store { get; } = new InMemoryIdentityStore();
}
