using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>The app's table, in the mood that the script says.</summary>
internal sealed class ScriptedStore(IIdentityStore store, Script script) : DelegatingIdentityStore(store)
{
    protected override IIdentityStore Inner => script.Store switch
    {
        StoreMood.Unreachable => throw new IdentityStoreException("Unreachable, by script."),
        StoreMood.Broken => throw new InvalidOperationException("Broken, by script."),
        _ => base.Inner,
    };

    public override async Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken) => script.Store switch
    {
        // Others are faster with the user's row: an index row is nobody else's.
        StoreMood.Contended when !changes.All(change => change.Row is IndexRow) => WriteOutcome.Conflict,
        StoreMood.Unreachable => WriteOutcome.Unknown,
        _ => await base.CommitAsync(changes, delivery, cancellationToken),
    };
}
