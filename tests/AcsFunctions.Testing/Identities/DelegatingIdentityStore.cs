using AcsFunctions.Identities;

namespace AcsFunctions.Testing.Identities;

/// <summary>Passes everything on; who derives from it changes one thing.</summary>
public abstract class DelegatingIdentityStore(IIdentityStore inner) : IIdentityStore
{
    /// <summary>Where calls go.</summary>
    protected virtual IIdentityStore Inner => inner;

    public virtual Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken) => Inner.ReadAsync(key, cancellationToken);

    public virtual Task<IndexRow?> ReadIndexAsync(string communicationUserId, CancellationToken cancellationToken) =>
        Inner.ReadIndexAsync(communicationUserId, cancellationToken);

    public virtual Task<bool> HasUsersAsync(CancellationToken cancellationToken) => Inner.HasUsersAsync(cancellationToken);

    public virtual Task<IReadOnlyList<PendingAction>> ListPendingAsync(UserKey key, CancellationToken cancellationToken) =>
        Inner.ListPendingAsync(key, cancellationToken);

    public virtual IAsyncEnumerable<PendingAction> ListPendingAsync(BucketRange buckets, CancellationToken cancellationToken) =>
        Inner.ListPendingAsync(buckets, cancellationToken);

    public virtual IAsyncEnumerable<UserRow> ListMappedAsync(
        BucketRange buckets, DateTimeOffset lastTokenBefore, DateTimeOffset deleteBefore, CancellationToken cancellationToken) =>
        Inner.ListMappedAsync(buckets, lastTokenBefore, deleteBefore, cancellationToken);

    public virtual IAsyncEnumerable<UserRow> ListMappedSinceAsync(BucketRange buckets, DateTimeOffset createdFrom, CancellationToken cancellationToken) =>
        Inner.ListMappedSinceAsync(buckets, createdFrom, cancellationToken);

    public virtual IAsyncEnumerable<IndexRow> ListIndexAsync(BucketRange parts, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken) =>
        Inner.ListIndexAsync(parts, from, before, cancellationToken);

    public virtual IAsyncEnumerable<StoredRow> ListIdentitiesAsync(BucketRange buckets, CancellationToken cancellationToken) =>
        Inner.ListIdentitiesAsync(buckets, cancellationToken);

    public virtual IAsyncEnumerable<UserRow> ListFencesAsync(BucketRange buckets, DateTimeOffset fencedBefore, CancellationToken cancellationToken) =>
        Inner.ListFencesAsync(buckets, fencedBefore, cancellationToken);

    public virtual Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken) =>
        Inner.CommitAsync(changes, delivery, cancellationToken);

    public virtual Task<CleanUpCursor> ReadCursorAsync(CancellationToken cancellationToken) => Inner.ReadCursorAsync(cancellationToken);

    public virtual Task<WriteOutcome> WriteCursorAsync(CleanUpCursor cursor, CancellationToken cancellationToken) =>
        Inner.WriteCursorAsync(cursor, cancellationToken);

    public virtual Task<IndexWalk?> ReadIndexWalkAsync(CancellationToken cancellationToken) => Inner.ReadIndexWalkAsync(cancellationToken);

    public virtual Task<WriteOutcome> WriteIndexWalkAsync(IndexWalk walk, CancellationToken cancellationToken) =>
        Inner.WriteIndexWalkAsync(walk, cancellationToken);
}
