using AcsFunctions.Identities;

namespace AcsFunctions.CleanUp.Perf;

/// <summary>Counts what is asked of a store; a listing is one call, however many pages it has.</summary>
/// <param name="inner">The store.</param>
/// <param name="look">Done now and then, in the middle of the work.</param>
internal sealed class CountingStore(IIdentityStore inner, Action look) : IIdentityStore
{
    private const int CallsBetweenLooks = 400;

    private int calls;

    public int Calls => calls;

    public Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken) => Counted(inner.ReadAsync(key, cancellationToken));

    public Task<IReadOnlyList<UnfinishedRow>> ListUnfinishedAsync(UserKey key, CancellationToken cancellationToken) =>
        Counted(inner.ListUnfinishedAsync(key, cancellationToken));

    public IAsyncEnumerable<UnfinishedRow> ListUnfinishedAsync(Bucket bucket, CancellationToken cancellationToken) =>
        Counted(inner.ListUnfinishedAsync(bucket, cancellationToken));

    public IAsyncEnumerable<UserRow> ListMappedAsync(Bucket bucket, DateTimeOffset lastTokenBefore, CancellationToken cancellationToken) =>
        Counted(inner.ListMappedAsync(bucket, lastTokenBefore, cancellationToken));

    public IAsyncEnumerable<UserRow> ListFencesAsync(Bucket bucket, DateTimeOffset fencedBefore, CancellationToken cancellationToken) =>
        Counted(inner.ListFencesAsync(bucket, fencedBefore, cancellationToken));

    public Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken) =>
        Counted(inner.CommitAsync(changes, delivery, cancellationToken));

    public Task<CleanUpCursor> ReadCursorAsync(CancellationToken cancellationToken) => Counted(inner.ReadCursorAsync(cancellationToken));

    public Task<WriteOutcome> WriteCursorAsync(CleanUpCursor cursor, CancellationToken cancellationToken) => Counted(inner.WriteCursorAsync(cursor, cancellationToken));

    private T Counted<T>(T answer)
    {
        if (Interlocked.Increment(ref calls) % CallsBetweenLooks == 0)
        {
            look();
        }

        return answer;
    }
}
