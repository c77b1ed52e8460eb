using Azure;

namespace AcsFunctions.Identities;

public sealed partial class IdentityRegistry
{
    /// <summary>
    /// Rows with a <see cref="UserRow.LastTokenOn"/> before this are stale for a cutoff. The recorded time lags by up to a touch
    /// interval, and a token is handed out a little after that was decided.
    /// </summary>
    public DateTimeOffset StaleBefore(DateTimeOffset cutoff) => cutoff - options.TouchInterval - RequestMargin;

    /// <summary>Unmaps a row that was read, unless it changed since. The user's sessions go on.</summary>
    /// <returns>The promise to carry out, or null where the row changed.</returns>
    /// <exception cref="IdentityStoreException">Whether it was retired is not known; the next run sees either row again.</exception>
    public async Task<UnfinishedRow?> RetireAsync(UserRow row, RetirementReason reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (!row.IsMapped)
        {
            return null;
        }

        // A retired row is written once, so its promise may be removed whatever the ETag that this write gave it.
        return await RetireAsync(row, row.ToFence(Now), reason, cancellationToken) switch
        {
            WriteOutcome.Done => Retired(row.Key, row.CommunicationUserId, reason) with { ETag = ETag.All },
            WriteOutcome.Conflict => null,
            _ => throw new IdentityStoreException("Whether an identity was retired is not known."),
        };
    }

    /// <summary>Fences made before this have outlived every credential that they could refuse.</summary>
    public DateTimeOffset FencesBefore => Now - options.MaxCredentialAge - options.RevocationTolerance - RequestMargin;

    /// <summary>Drops an old fence, unless it changed since it was read.</summary>
    public Task<WriteOutcome> DropFenceAsync(UserRow fence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fence);
        return fence.IsMapped ? Task.FromResult(WriteOutcome.Conflict) : CommitAsync(cancellationToken, new RowChange.Remove(fence));
    }
}
