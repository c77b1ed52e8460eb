using AcsFunctions.Identities;

namespace AcsFunctions.Telemetry;

/// <summary>
/// The table, with what becomes of identities counted as the writes are confirmed: every one of them is a row that comes or goes, so
/// that no path through the protocol can forget to count. A write of unknown outcome is not counted.
/// </summary>
internal sealed class MeteredIdentityStore(IIdentityStore store, ServiceMeter meter) : IIdentityStore
{
    public Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken) => store.ReadAsync(key, cancellationToken);

    public Task<IReadOnlyList<PendingAction>> ListPendingAsync(UserKey key, CancellationToken cancellationToken) =>
        store.ListPendingAsync(key, cancellationToken);

    public IAsyncEnumerable<PendingAction> ListPendingAsync(BucketRange buckets, CancellationToken cancellationToken) =>
        store.ListPendingAsync(buckets, cancellationToken);

    public Task<IndexRow?> ReadIndexAsync(string communicationUserId, CancellationToken cancellationToken) =>
        store.ReadIndexAsync(communicationUserId, cancellationToken);

    public Task<bool> HasUsersAsync(CancellationToken cancellationToken) => store.HasUsersAsync(cancellationToken);

    public IAsyncEnumerable<UserRow> ListMappedAsync(BucketRange buckets, DateTimeOffset lastTokenBefore, DateTimeOffset deleteBefore, CancellationToken cancellationToken) =>
        store.ListMappedAsync(buckets, lastTokenBefore, deleteBefore, cancellationToken);

    public IAsyncEnumerable<UserRow> ListMappedSinceAsync(BucketRange buckets, DateTimeOffset createdFrom, CancellationToken cancellationToken) =>
        store.ListMappedSinceAsync(buckets, createdFrom, cancellationToken);

    public IAsyncEnumerable<StoredRow> ListIdentitiesAsync(BucketRange buckets, CancellationToken cancellationToken) =>
        store.ListIdentitiesAsync(buckets, cancellationToken);

    public IAsyncEnumerable<IndexRow> ListIndexAsync(BucketRange parts, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken) =>
        store.ListIndexAsync(parts, from, before, cancellationToken);

    public IAsyncEnumerable<UserRow> ListFencesAsync(BucketRange buckets, DateTimeOffset fencedBefore, CancellationToken cancellationToken) =>
        store.ListFencesAsync(buckets, fencedBefore, cancellationToken);

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

    public Task<IndexWalk?> ReadIndexWalkAsync(CancellationToken cancellationToken) => store.ReadIndexWalkAsync(cancellationToken);

    public Task<WriteOutcome> WriteIndexWalkAsync(IndexWalk walk, CancellationToken cancellationToken) => store.WriteIndexWalkAsync(walk, cancellationToken);

    private void Count(RowChange change)
    {
        switch (change)
        {
            // A mapping is made by an insert, or in a fence's place; everything later merges.
            case RowChange.Insert { Row: UserRow { IsMapped: true } } or RowChange.Replace { Row: UserRow { IsMapped: true } }:
                meter.IdentityCreated();
                break;
            case RowChange.Insert { Row: PendingDeletion retired }:
                meter.IdentityRetired(Outcome.Name(retired.Reason));
                break;
            case RowChange.Remove { Row: PendingDeletion }:
                meter.PendingActionDone("deletion");
                break;
            case RowChange.Remove { Row: PendingRevocation }:
                meter.PendingActionDone("revocation");
                break;
        }
    }
}
