using AcsFunctions.Identities;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Passes everything on; a mutation changes one thing.</summary>
internal abstract class MutantStore(IIdentityStore inner) : IIdentityStore
{
    public virtual Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken) => inner.ReadAsync(key, cancellationToken);

    public virtual Task<IReadOnlyList<UnfinishedRow>> ListUnfinishedAsync(UserKey key, CancellationToken cancellationToken) =>
        inner.ListUnfinishedAsync(key, cancellationToken);

    public virtual IAsyncEnumerable<UnfinishedRow> ListUnfinishedAsync(Bucket bucket, CancellationToken cancellationToken) =>
        inner.ListUnfinishedAsync(bucket, cancellationToken);

    public virtual IAsyncEnumerable<UserRow> ListMappedAsync(Bucket bucket, DateTimeOffset lastTokenBefore, CancellationToken cancellationToken) =>
        inner.ListMappedAsync(bucket, lastTokenBefore, cancellationToken);

    public virtual IAsyncEnumerable<UserRow> ListFencesAsync(Bucket bucket, DateTimeOffset fencedBefore, CancellationToken cancellationToken) =>
        inner.ListFencesAsync(bucket, fencedBefore, cancellationToken);

    public virtual Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken) =>
        inner.CommitAsync(changes, delivery, cancellationToken);

    public Task<CleanUpCursor> ReadCursorAsync(CancellationToken cancellationToken) => inner.ReadCursorAsync(cancellationToken);

    public Task<WriteOutcome> WriteCursorAsync(CleanUpCursor cursor, CancellationToken cancellationToken) => inner.WriteCursorAsync(cursor, cancellationToken);
}
