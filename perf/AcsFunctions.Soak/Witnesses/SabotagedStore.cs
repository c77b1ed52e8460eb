using AcsFunctions.Identities;

namespace AcsFunctions.Soak.Witnesses;

/// <summary>The table, with some writes left out and called done.</summary>
internal sealed class SabotagedStore(IIdentityStore store, Sabotage sabotage) : IIdentityStore
{
    public Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken) => store.ReadAsync(key, cancellationToken);

    public Task<IReadOnlyList<UnfinishedRow>> ListUnfinishedAsync(UserKey key, CancellationToken cancellationToken) =>
        store.ListUnfinishedAsync(key, cancellationToken);

    public IAsyncEnumerable<UnfinishedRow> ListUnfinishedAsync(Bucket bucket, CancellationToken cancellationToken) =>
        store.ListUnfinishedAsync(bucket, cancellationToken);

    public IAsyncEnumerable<UserRow> ListMappedAsync(Bucket bucket, DateTimeOffset lastTokenBefore, CancellationToken cancellationToken) =>
        store.ListMappedAsync(bucket, lastTokenBefore, cancellationToken);

    public IAsyncEnumerable<UserRow> ListFencesAsync(Bucket bucket, DateTimeOffset fencedBefore, CancellationToken cancellationToken) =>
        store.ListFencesAsync(bucket, fencedBefore, cancellationToken);

    public Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken)
    {
        RowChange[] rest = [.. changes.Select(Spoilt).OfType<RowChange>()];
        if (rest.SequenceEqual(changes))
        {
            return store.CommitAsync(changes, delivery, cancellationToken);
        }

        Witness.Sabotaged();
        return rest.Length == 0 ? Task.FromResult(WriteOutcome.Done) : store.CommitAsync(rest, delivery, cancellationToken);
    }

    public Task<CleanUpCursor> ReadCursorAsync(CancellationToken cancellationToken) => store.ReadCursorAsync(cancellationToken);

    public Task<WriteOutcome> WriteCursorAsync(CleanUpCursor cursor, CancellationToken cancellationToken) => store.WriteCursorAsync(cursor, cancellationToken);

    private RowChange? Spoilt(RowChange change) => (sabotage, change) switch
    {
        (Sabotage.ForgottenLosers, RowChange.Insert { Row: RetiredRow { Reason: RetirementReason.LostRace } }) => null,
        // A merge leaves alone what it does not name.
        (Sabotage.UnendedSessions, RowChange.Merge { Row: UserRow { TokensValidFrom: not null } row }) => new RowChange.Merge(row with { TokensValidFrom = null }),
        _ => change,
    };
}
