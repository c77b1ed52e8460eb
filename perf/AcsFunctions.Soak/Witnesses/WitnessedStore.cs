using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Soak.Witnesses;

/// <summary>The table, with each identity told that it is known to name.</summary>
internal sealed class WitnessedStore(IIdentityStore store, Witness witness) : DelegatingIdentityStore(store)
{
    public override async Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken)
    {
        var row = await base.ReadAsync(key, cancellationToken);
        witness.Recorded(row?.CommunicationUserId);
        return row;
    }

    public override async Task<IReadOnlyList<PendingAction>> ListPendingAsync(UserKey key, CancellationToken cancellationToken)
    {
        var pending = await base.ListPendingAsync(key, cancellationToken);
        foreach (var action in pending)
        {
            witness.Recorded(action.CommunicationUserId);
        }

        return pending;
    }

    public override async Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken)
    {
        var outcome = await base.CommitAsync(changes, delivery, cancellationToken);
        if (outcome == WriteOutcome.Done)
        {
            foreach (var change in changes)
            {
                witness.Recorded((change.Row as UserRow)?.CommunicationUserId ?? (change.Row as PendingAction)?.CommunicationUserId);
            }
        }

        return outcome;
    }
}
