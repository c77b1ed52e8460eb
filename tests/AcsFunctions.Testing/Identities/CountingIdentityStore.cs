using AcsFunctions.Identities;

namespace AcsFunctions.Testing.Identities;

/// <summary>Counts requests about single users, and can hold reads back.</summary>
public sealed class CountingIdentityStore(IIdentityStore inner) : IIdentityStore
{
    private int reads;
    private int lists;
    private int writes;

    public int Reads => Volatile.Read(ref reads);

    public int Lists => Volatile.Read(ref lists);

    public int Writes => Volatile.Read(ref writes);

    public int Requests => Reads + Lists + Writes;

    /// <summary>What a read waits for.</summary>
    public Task ReadGate { get; set; } = Task.CompletedTask;

    public async Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reads);
        await ReadGate.WaitAsync(cancellationToken);
        return await inner.ReadAsync(key, cancellationToken);
    }

    public Task<IReadOnlyList<UnfinishedRow>> ListUnfinishedAsync(UserKey key, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref lists);
        return inner.ListUnfinishedAsync(key, cancellationToken);
    }

    public IAsyncEnumerable<UnfinishedRow> ListUnfinishedAsync(Bucket bucket, CancellationToken cancellationToken) => inner.ListUnfinishedAsync(bucket, cancellationToken);

    public IAsyncEnumerable<UserRow> ListMappedAsync(Bucket bucket, DateTimeOffset lastTokenBefore, CancellationToken cancellationToken) =>
        inner.ListMappedAsync(bucket, lastTokenBefore, cancellationToken);

    public IAsyncEnumerable<UserRow> ListFencesAsync(Bucket bucket, DateTimeOffset fencedBefore, CancellationToken cancellationToken) =>
        inner.ListFencesAsync(bucket, fencedBefore, cancellationToken);

    public Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref writes);
        return inner.CommitAsync(changes, delivery, cancellationToken);
    }

    public Task<CleanUpCursor> ReadCursorAsync(CancellationToken cancellationToken) => inner.ReadCursorAsync(cancellationToken);

    public Task<WriteOutcome> WriteCursorAsync(CleanUpCursor cursor, CancellationToken cancellationToken) => inner.WriteCursorAsync(cursor, cancellationToken);
}
