namespace AcsFunctions.Identities;

public sealed partial class IdentityRegistry
{
    /// <summary>
    /// Writes what an export tells of one user, and never over what is there: another mapping stays, and ended sessions only ever end later.
    /// Safe to repeat. ACS is not asked.
    /// </summary>
    /// <returns>Whether anything was written. Where the mapping is refused for good, ended sessions were taken in before that is said.</returns>
    public async Task<Result<bool, Refusal>> ImportAsync(UserRow exported, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(exported);
        // Also for who has no identity: a fence that comes first would make a table that was lost look filled by an earlier version.
        if (await CheckIndexAsync(cancellationToken) is { } incomplete)
        {
            return incomplete;
        }

        var isNew = false;
        Refusal? refused = null;
        if (exported is { IsMapped: true })
        {
            var mapped = await MapAsync(
                exported.Key,
                exported.CommunicationUserId,
                (fence, _) => exported with
                {
                    ETag = fence.ETag,
                    UserId = storeUserId ? exported.UserId : null,
                    FencedOn = null,
                    TokensValidFrom = Latest(fence.TokensValidFrom, exported.TokensValidFrom),
                },
                verify: false,
                cancellationToken);
            // Where the identity cannot be the user's, the sessions are over all the same: else whoever held one would only have to come before the copy does.
            refused = mapped.Refusal;
            if (refused is not (null or { Reason: RefusalReason.IdentityConflict or RefusalReason.IdentityNotUsable }))
            {
                return refused;
            }

            isNew = mapped is { Value.WasCreated: true };
        }

        var ended = await EndSessionsAsOfAsync(exported.Key, exported.TokensValidFrom, cancellationToken);
        return (ended.Refusal ?? refused) is { } refusal ? refusal : isNew || ended.Value;
    }

    /// <summary>Records that an identity is to be deleted, unless a user has it here.</summary>
    /// <returns>Whether anything was written.</returns>
    public async Task<Result<bool, Refusal>> ImportPendingDeletionAsync(UserKey key, string communicationUserId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (await CheckIndexAsync(cancellationToken) is { } incomplete)
        {
            return incomplete;
        }

        for (var round = 0; round < MaxReservations; round++)
        {
            UserRow? row;
            try
            {
                row = await store.ReadAsync(key, cancellationToken);
                if (row?.CommunicationUserId == communicationUserId)
                {
                    return new Refusal(RefusalReason.IdentityConflict);
                }

                if (await IsPendingDeletionAsync(key, communicationUserId, cancellationToken))
                {
                    return false;
                }
            }
            catch (IdentityStoreException exception)
            {
                Log.StoreUnreadable(logger, key, exception);
                return new Refusal(RefusalReason.StoreUnavailable);
            }

            var reserved = await ReserveAsync(key, communicationUserId, cancellationToken);
            if (reserved.IsRefused)
            {
                return reserved.Refusal;
            }

            // Whoever takes the reservation over after it moves the user's row first, and this then fails.
            var deletion = NewPendingDeletion(key, communicationUserId, DeletionReason.Deleted) with { Since = since };
            switch (reserved.Value ? await CommitAsync(cancellationToken, Moved(key, row), new RowChange.Insert(deletion)) : WriteOutcome.Conflict)
            {
                case WriteOutcome.Done:
                    return true;
                case WriteOutcome.Unknown:
                    return new Refusal(RefusalReason.StoreUnavailable);
            }
        }

        return new Refusal(RefusalReason.Contended);
    }

    /// <summary>Raises <see cref="UserRow.TokensValidFrom"/> to an instant that was exported, where it is not later already.</summary>
    private async Task<Result<bool, Refusal>> EndSessionsAsOfAsync(UserKey key, DateTimeOffset? tokensValidFrom, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds && tokensValidFrom is not null; round++)
        {
            UserRow? row;
            try
            {
                row = await store.ReadAsync(key, cancellationToken);
            }
            catch (IdentityStoreException exception)
            {
                Log.StoreUnreadable(logger, key, exception);
                return new Refusal(RefusalReason.StoreUnavailable);
            }

            if (row?.TokensValidFrom >= tokensValidFrom)
            {
                return false;
            }

            RowChange change = row switch
            {
                null => new RowChange.Insert(NewFence(key, Now) with { TokensValidFrom = tokensValidFrom }),
                { IsMapped: true } => new RowChange.Merge(row with { TokensValidFrom = tokensValidFrom }),
                // Kept as long as a fence that is new: what it refuses now may be younger than it.
                _ => new RowChange.Merge(row with { TokensValidFrom = tokensValidFrom, FencedOn = Now }),
            };
            switch (await CommitAsync(cancellationToken, change))
            {
                case WriteOutcome.Done:
                    cache.Remove(key);
                    return true;
                case WriteOutcome.Unknown:
                    return new Refusal(RefusalReason.StoreUnavailable);
            }
        }

        return tokensValidFrom is null ? false : new Refusal(RefusalReason.Contended);
    }

    private static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;
}
