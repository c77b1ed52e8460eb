using AcsFunctions.Identities;

namespace AcsFunctions.Soak.Witnesses;

/// <summary>The table, with each identity told that it is known to name.</summary>
internal sealed class WitnessedStore(IIdentityStore store, Witness witness) : IIdentityStore
{
    public async Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken)
    {
        var row = await store.ReadAsync(key, cancellationToken);
        witness.Recorded(row?.CommunicationUserId);
        return row;
    }

    public async Task<IReadOnlyList<UnfinishedRow>> ListUnfinishedAsync(UserKey key, CancellationToken cancellationToken)
    {
        var promises = await store.ListUnfinishedAsync(key, cancellationToken);
        foreach (var promise in promises)
        {
            witness.Recorded(promise.CommunicationUserId);
        }

        return promises;
    }

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
                witness.Recorded((change.Row as UserRow)?.CommunicationUserId ?? (change.Row as UnfinishedRow)?.CommunicationUserId);
            }
        }

        return outcome;
    }

    public Task<CleanUpCursor> ReadCursorAsync(CancellationToken cancellationToken) => store.ReadCursorAsync(cancellationToken);

    public Task<WriteOutcome> WriteCursorAsync(CleanUpCursor cursor, CancellationToken cancellationToken) => store.WriteCursorAsync(cursor, cancellationToken);
}
