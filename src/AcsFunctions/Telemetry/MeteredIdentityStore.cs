using AcsFunctions.Identities;

namespace AcsFunctions.Telemetry;

/// <summary>
/// The table, with what becomes of identities counted as the writes are confirmed: every one of them is a row that comes or goes, so
/// that no path through the protocol can forget to count. A write of unknown outcome is not counted.
/// </summary>
internal sealed class MeteredIdentityStore(IIdentityStore store, ServiceMeter meter) : IIdentityStore
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

    public async Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken)
    {
        var outcome = await store.CommitAsync(changes, delivery, cancellationToken);
        if (outcome == WriteOutcome.Done)
        {
            foreach (var change in changes)
            {
                Count(change);
            }
        }

        return outcome;
    }

    public Task<CleanUpCursor> ReadCursorAsync(CancellationToken cancellationToken) => store.ReadCursorAsync(cancellationToken);

    public Task<WriteOutcome> WriteCursorAsync(CleanUpCursor cursor, CancellationToken cancellationToken) => store.WriteCursorAsync(cursor, cancellationToken);

    private void Count(RowChange change)
    {
        switch (change)
        {
            // A mapping is made by an insert, or in a fence's place; everything later merges.
            case RowChange.Insert { Row: UserRow { IsMapped: true } } or RowChange.Replace { Row: UserRow { IsMapped: true } }:
                meter.IdentityCreated();
                break;
            case RowChange.Insert { Row: RetiredRow retired }:
                meter.IdentityRetired(Outcome.Name(retired.Reason));
                break;
            case RowChange.Remove { Row: RetiredRow }:
                meter.PromiseKept("deletion");
                break;
            case RowChange.Remove { Row: RevokingRow }:
                meter.PromiseKept("revocation");
                break;
        }
    }
}
