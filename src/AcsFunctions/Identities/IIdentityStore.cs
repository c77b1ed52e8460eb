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

    /// <summary>All pending actions of a bucket, streamed. Rows that no version of this service writes are logged and passed over, here and below.</summary>
    IAsyncEnumerable<PendingAction> ListPendingAsync(Bucket bucket, CancellationToken cancellationToken);

    /// <summary>Mapped rows of a bucket whose <see cref="UserRow.LastTokenOn"/>, or whose <see cref="UserRow.DeleteOn"/>, is before the instant, streamed.</summary>
    IAsyncEnumerable<UserRow> ListMappedAsync(Bucket bucket, DateTimeOffset lastTokenBefore, DateTimeOffset deleteBefore, CancellationToken cancellationToken);

    /// <summary>Mapped rows of a bucket whose <see cref="UserRow.CreatedOn"/> is at the instant or later, streamed.</summary>
    IAsyncEnumerable<UserRow> ListMappedSinceAsync(Bucket bucket, DateTimeOffset createdFrom, CancellationToken cancellationToken);

    /// <summary>Index rows of a part of the index, one of 256, written at the first instant or later and before the second, streamed.</summary>
    IAsyncEnumerable<IndexRow> ListIndexAsync(Bucket part, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Fences of a bucket whose <see cref="UserRow.FencedOn"/> is before the instant, streamed.</summary>
    IAsyncEnumerable<UserRow> ListFencesAsync(Bucket bucket, DateTimeOffset fencedBefore, CancellationToken cancellationToken);

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
