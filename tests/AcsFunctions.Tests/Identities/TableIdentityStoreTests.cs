using AcsFunctions.Identities;

namespace AcsFunctions.Tests.Identities;

/// <summary>The adapter over a real table service.</summary>
public sealed class TableIdentityStoreTests(AzuriteTables tables) : IdentityStoreContract, IAsyncLifetime
{
    private IIdentityStore? store;

    protected override IIdentityStore Store => store!;

    public async ValueTask InitializeAsync() => store = AzuriteTables.Store(await tables.NewTableAsync(TestContext.Current.CancellationToken));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
