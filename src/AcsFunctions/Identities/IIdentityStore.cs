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

    /// <summary>All retired and revoking rows of one user.</summary>
    Task<IReadOnlyList<UnfinishedRow>> ListUnfinishedAsync(UserKey key, CancellationToken cancellationToken);

    /// <summary>All retired and revoking rows of a bucket, streamed. Rows that no version of this service writes are logged and passed over, here and below.</summary>
    IAsyncEnumerable<UnfinishedRow> ListUnfinishedAsync(Bucket bucket, CancellationToken cancellationToken);

    /// <summary>Mapped rows of a bucket whose <see cref="UserRow.LastTokenOn"/> is before the instant, streamed.</summary>
    IAsyncEnumerable<UserRow> ListMappedAsync(Bucket bucket, DateTimeOffset lastTokenBefore, CancellationToken cancellationToken);

    /// <summary>Fences of a bucket whose <see cref="UserRow.FencedOn"/> is before the instant, streamed.</summary>
    IAsyncEnumerable<UserRow> ListFencesAsync(Bucket bucket, DateTimeOffset fencedBefore, CancellationToken cancellationToken);

    /// <summary>All changes or none. They must lie in one bucket and touch each row once.</summary>
    Task<WriteOutcome> CommitAsync(IReadOnlyList<RowChange> changes, Delivery delivery, CancellationToken cancellationToken);

    /// <summary>Where the last clean-up stopped; all zero before the first.</summary>
    Task<CleanUpCursor> ReadCursorAsync(CancellationToken cancellationToken);

    /// <summary>Last writer wins: a lost or late cursor costs a second look, never a row.</summary>
    Task<WriteOutcome> WriteCursorAsync(CleanUpCursor cursor, CancellationToken cancellationToken);
}
