namespace AcsFunctions.Identities;

/// <summary>
/// The table. Reads answer what is stored or throw <see cref="IdentityStoreException"/>: an error is never read as absence.
/// Writes never throw for what storage answered; they say what is known. Cancellation throws <see cref="OperationCanceledException"/>
/// and leaves the outcome unknown. Safe for concurrent use.
/// </summary>
public interface IIdentityStore
{
    /// <summary>The user's row, or null only when storage says that there is none.</summary>
    Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken);

    /// <summary>The index row of an identity, or null only when storage says that there is none.</summary>
    Task<IndexRow?> ReadIndexAsync(string communicationUserId, CancellationToken cancellationToken);

    /// <summary>Whether the table holds any user's row.</summary>
    Task<bool> HasUsersAsync(CancellationToken cancellationToken);

    /// <summary>All pending actions of one user.</summary>
    Task<IReadOnlyList<PendingAction>> ListPendingAsync(UserKey key, CancellationToken cancellationToken);

    /// <summary>
    /// All pending actions of some buckets, streamed, bucket by bucket. Rows that no version of this service writes are logged and passed
    /// over, here and below, where nothing else is said.
    /// </summary>
    IAsyncEnumerable<PendingAction> ListPendingAsync(BucketRange buckets, CancellationToken cancellationToken);

    /// <summary>Mapped rows of some buckets whose <see cref="UserRow.LastTokenOn"/>, or whose <see cref="UserRow.DeleteOn"/>, is before the instant, streamed, bucket by bucket.</summary>
    IAsyncEnumerable<UserRow> ListMappedAsync(BucketRange buckets, DateTimeOffset lastTokenBefore, DateTimeOffset deleteBefore, CancellationToken cancellationToken);

    /// <summary>Mapped rows of some buckets whose <see cref="UserRow.CreatedOn"/> is at the instant or later, streamed, bucket by bucket.</summary>
    IAsyncEnumerable<UserRow> ListMappedSinceAsync(BucketRange buckets, DateTimeOffset createdFrom, CancellationToken cancellationToken);

    /// <summary>
    /// All pending actions and mapped rows of some buckets, whatever else they say, streamed, bucket by bucket. A row that no version of this
    /// service writes may name an identity, too: where there was one, the others come first, and then <see cref="IdentityStoreException"/>.
    /// </summary>
    IAsyncEnumerable<StoredRow> ListIdentitiesAsync(BucketRange buckets, CancellationToken cancellationToken);

    /// <summary>Index rows of some of the 256 parts of the index, written at the first instant or later and before the second, streamed.</summary>
    IAsyncEnumerable<IndexRow> ListIndexAsync(BucketRange parts, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Fences of some buckets whose <see cref="UserRow.FencedOn"/> is before the instant, streamed, bucket by bucket.</summary>
    IAsyncEnumerable<UserRow> ListFencesAsync(BucketRange buckets, DateTimeOffset fencedBefore, CancellationToken cancellationToken);

    /// <summary>All changes or none. They must lie in one partition and touch each row once.</summary>
    Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken);

    /// <summary>Where the last clean-up stopped; all zero before the first.</summary>
    Task<CleanUpCursor> ReadCursorAsync(CancellationToken cancellationToken);

    /// <summary>Last writer wins: a lost or late cursor costs a second look, never a row.</summary>
    Task<WriteOutcome> WriteCursorAsync(CleanUpCursor cursor, CancellationToken cancellationToken);

    /// <summary>How far the index is written and looked at; null before the first walk.</summary>
    Task<IndexWalk?> ReadIndexWalkAsync(CancellationToken cancellationToken);

    /// <summary>Last writer wins: a lost or late one costs a second walk, never a row.</summary>
    Task<WriteOutcome> WriteIndexWalkAsync(IndexWalk walk, CancellationToken cancellationToken);
}
