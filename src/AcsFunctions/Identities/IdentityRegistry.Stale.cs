using Azure;

namespace AcsFunctions.Identities;

public sealed partial class IdentityRegistry
{
    /// <summary>
    /// Rows with a <see cref="UserRow.LastTokenOn"/> before this are stale for a cutoff. The recorded time lags by up to a touch
    /// interval, and a token is handed out a little after that was decided.
    /// </summary>
    public DateTimeOffset StaleBefore(DateTimeOffset cutoff) => cutoff - options.TouchInterval - RequestMargin;

    /// <summary>Whether the row is a guest's whose time is over.</summary>
    public bool IsExpiredGuest(UserRow row) => IsOver(row);

    /// <summary>Unmaps a row that was read, unless it changed since. The user's sessions go on.</summary>
    /// <returns>The deletion to carry out, or null where the row changed.</returns>
    /// <exception cref="IdentityStoreException">Whether it was unmapped is not known; the next clean-up sees either row again.</exception>
    public async Task<PendingAction?> UnmapAsync(UserRow row, DeletionReason reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (!row.IsMapped)
        {
            return null;
        }

        // A pending deletion is written once, so it may be removed whatever ETag this write gave it.
        return await UnmapAsync(row, row.ToFence(Now), reason, cancellationToken) switch
        {
            WriteOutcome.Done => NewPendingDeletion(row.Key, row.CommunicationUserId, reason) with { ETag = ETag.All },
            WriteOutcome.Conflict => null,
            _ => throw new IdentityStoreException("Whether an identity was unmapped is not known."),
        };
    }

    /// <summary>Fences made before this have outlived every credential that they could refuse.</summary>
    public DateTimeOffset FencesBefore => Now - Longer(options.MaxCredentialAge, options.MaxSessionAge) - options.RevocationTolerance - RequestMargin;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>Drops an old fence, unless it changed since it was read.</summary>
    public Task<WriteOutcome> DropFenceAsync(UserRow fence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fence);
        return fence.IsMapped ? Task.FromResult(WriteOutcome.Conflict) : CommitAsync(cancellationToken, new RowChange.Remove(fence));
    }
}
