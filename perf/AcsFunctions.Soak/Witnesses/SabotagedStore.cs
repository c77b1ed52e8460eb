using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Soak.Witnesses;

/// <summary>The table, with some writes left out and called done.</summary>
internal sealed class SabotagedStore(IIdentityStore store, Sabotage sabotage) : DelegatingIdentityStore(store)
{
    public override Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken)
    {
        RowChange[] rest = [.. changes.Select(Spoilt).OfType<RowChange>()];
        if (rest.SequenceEqual(changes))
        {
            return base.CommitAsync(changes, delivery, cancellationToken);
        }

        Witness.Sabotaged();
        return rest.Length == 0 ? Task.FromResult(WriteOutcome.Done) : base.CommitAsync(rest, delivery, cancellationToken);
    }

    private RowChange? Spoilt(RowChange change) => (sabotage, change) switch
    {
        (Sabotage.ForgottenLosers, RowChange.Insert { Row: PendingDeletion { Reason: DeletionReason.LostRace } }) => null,
        // A merge leaves alone what it does not name.
        (Sabotage.UnendedSessions, RowChange.Merge { Row: UserRow { TokensValidFrom: not null } row }) => new RowChange.Merge(row with { TokensValidFrom = null }),
        _ => change,
    };
}
