using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Soak.Witnesses;

/// <summary>
/// The table, with some writes left out and called done, and some rows kept back, so that three promises are broken: an identity that lost
/// a race is forgotten instead of retired, a revoke ends the tokens and leaves the sessions, and a delete leaves its identity to clean-up.
/// </summary>
internal sealed class SabotagedStore(IIdentityStore store) : DelegatingIdentityStore(store)
{
    public override Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken)
    {
        RowChange[] rest = [.. changes.Select(Spoilt).OfType<RowChange>()];
        return rest.Length == 0 ? Task.FromResult(WriteOutcome.Done) : base.CommitAsync(rest, delivery, cancellationToken);
    }

    public override async Task<IReadOnlyList<PendingAction>> ListPendingAsync(UserKey key, CancellationToken cancellationToken)
    {
        var pending = await base.ListPendingAsync(key, cancellationToken);
        PendingAction[] rest = [.. pending.Where(action => action is not PendingDeletion { Reason: DeletionReason.Deleted })];
        if (rest.Length < pending.Count)
        {
            Witness.EarlyDelete();
        }

        return rest;
    }

    private static RowChange? Spoilt(RowChange change)
    {
        switch (change)
        {
            case RowChange.Insert { Row: PendingDeletion { Reason: DeletionReason.LostRace } }:
                Witness.ForgottenLoser();
                return null;
            case RowChange.Merge { Row: UserRow { TokensValidFrom: not null } row }:
                Witness.UnendedSession();
                // A merge leaves alone what it does not name.
                return new RowChange.Merge(row with { TokensValidFrom = null });
            default:
                return change;
        }
    }
}
