namespace AcsFunctions.Identities;

public sealed partial class IdentityRegistry
{
    /// <summary>How long a reservation is left to who made it. That is politeness: what makes taking it over safe is the fence.</summary>
    internal static readonly TimeSpan ReservationPatience = TimeSpan.FromSeconds(30);

    // Each attempt takes several calls, and who comes again has the same chance.
    private const int MaxReservations = 2;

    private volatile bool isIndexComplete;

    /// <summary>Whose identity it is. The index row is a hint: what is answered is a row that names the identity.</summary>
    /// <returns>The user's row; <see cref="RefusalReason.IdentityNotFound"/>, or <see cref="RefusalReason.IndexIncomplete"/> where it may yet be found.</returns>
    public async Task<Result<UserRow, Refusal>> FindAsync(string communicationUserId, CancellationToken cancellationToken)
    {
        try
        {
            if (await store.ReadIndexAsync(communicationUserId, cancellationToken) is { } index
                && await store.ReadAsync(index.Key, cancellationToken) is { IsMapped: true } row
                && row.CommunicationUserId == communicationUserId)
            {
                return row;
            }
        }
        catch (IdentityStoreException exception)
        {
            Log.IndexUnreadable(logger, exception);
            return new Refusal(RefusalReason.StoreUnavailable);
        }

        return await CheckIndexAsync(cancellationToken) ?? new Refusal(RefusalReason.IdentityNotFound);
    }

    /// <summary>
    /// Writes the index row of an identity that was mapped, or pending deletion, before there was an index; one that exists stays. What is
    /// pending deletion must be seen by who would adopt it.
    /// </summary>
    public Task<WriteOutcome> IndexAsync(StoredRow row, CancellationToken cancellationToken) => row switch
    {
        UserRow { IsMapped: true } mapped => CommitAsync(cancellationToken, new RowChange.Insert(NewIndexRow(mapped.Key, mapped.CommunicationUserId))),
        PendingDeletion pending => CommitAsync(cancellationToken, new RowChange.Insert(NewIndexRow(pending.Key, pending.CommunicationUserId))),
        _ => Task.FromResult(WriteOutcome.Conflict),
    };

    /// <summary>
    /// Removes an index row whose user does not have the identity, unless it changed since it was read. The user's row is fenced first: else
    /// a claim that is under way could land after it, and another user could have the identity by then.
    /// </summary>
    /// <returns>Done: removed. Conflict: it stays. Unknown: it has to be looked at again.</returns>
    /// <exception cref="IdentityStoreException">The user's rows cannot be read.</exception>
    public async Task<WriteOutcome> DropIndexAsync(IndexRow index, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(index);
        var row = await store.ReadAsync(index.Key, cancellationToken);
        if (row?.CommunicationUserId == index.CommunicationUserId)
        {
            return WriteOutcome.Conflict;
        }

        if (await FenceOffAsync(index.Key, row, cancellationToken) != WriteOutcome.Done)
        {
            return WriteOutcome.Unknown;
        }

        // Finishing the pending deletion removes it.
        return await IsPendingDeletionAsync(index.Key, index.CommunicationUserId, cancellationToken)
            ? WriteOutcome.Conflict
            : await CommitAsync(cancellationToken, new RowChange.Remove(index));
    }

    /// <summary>Null once every mapped identity can be found: before, somebody might have an identity that nothing shows as taken.</summary>
    private async Task<Refusal?> CheckIndexAsync(CancellationToken cancellationToken)
    {
        if (isIndexComplete)
        {
            return null;
        }

        try
        {
            isIndexComplete = await store.ReadIndexWalkAsync(cancellationToken) is { IsComplete: true }
                || await BeginIndexAsync(cancellationToken)
                // Another request may have begun it in between, and mapped a user by now.
                || await store.ReadIndexWalkAsync(cancellationToken) is { IsComplete: true };
            return isIndexComplete ? null : new Refusal(RefusalReason.IndexIncomplete);
        }
        catch (IdentityStoreException exception)
        {
            Log.IndexUnreadable(logger, exception);
            return new Refusal(RefusalReason.StoreUnavailable);
        }
    }

    // A table that holds no user has nothing to walk over: what is mapped from now on is in the index first.
    private async Task<bool> BeginIndexAsync(CancellationToken cancellationToken)
    {
        var now = Now;
        return !await store.HasUsersAsync(cancellationToken)
            && await store.WriteIndexWalkAsync(IndexWalk.Completed(now), cancellationToken) == WriteOutcome.Done;
    }

    /// <summary>
    /// Makes an identity the one that this user alone may map. It is written on every attempt, also where it names the user already: a
    /// claim counts only as long as nobody took the reservation over after it.
    /// </summary>
    /// <returns>True; false: start over.</returns>
    private async Task<Result<bool, Refusal>> ReserveAsync(UserKey key, string communicationUserId, CancellationToken cancellationToken)
    {
        var reservation = NewIndexRow(key, communicationUserId);
        try
        {
            switch (await CommitAsync(cancellationToken, new RowChange.Insert(reservation)))
            {
                case WriteOutcome.Done:
                    return await UnlessPendingDeletionAsync(key, communicationUserId, cancellationToken);
                case WriteOutcome.Unknown:
                    return new Refusal(RefusalReason.StoreUnavailable);
            }

            if (await store.ReadIndexAsync(communicationUserId, cancellationToken) is not { } index)
            {
                return false;
            }

            if (index.Key != key && await TakeFromAsync(index, cancellationToken) is var taken && (taken.IsRefused || !taken.Value))
            {
                return taken;
            }

            return await CommitAsync(cancellationToken, new RowChange.Replace(reservation with { ETag = index.ETag })) switch
            {
                WriteOutcome.Done => await UnlessPendingDeletionAsync(key, communicationUserId, cancellationToken),
                WriteOutcome.Conflict => false,
                _ => new Refusal(RefusalReason.StoreUnavailable),
            };
        }
        catch (IdentityStoreException exception)
        {
            Log.StoreUnreadable(logger, key, exception);
            return new Refusal(RefusalReason.StoreUnavailable);
        }
    }

    // After the reservation was written: whoever finishes a pending deletion reads the reservation first and the pending deletion then, and
    // so one of the two sees the other.
    private async Task<Result<bool, Refusal>> UnlessPendingDeletionAsync(UserKey key, string communicationUserId, CancellationToken cancellationToken) =>
        await IsPendingDeletionAsync(key, communicationUserId, cancellationToken) ? new Refusal(RefusalReason.IdentityNotUsable) : true;

    // The user whom the reservation names may be about to claim: a fence, which moves the row's ETag, makes that claim fail.
    private async Task<Result<bool, Refusal>> TakeFromAsync(IndexRow index, CancellationToken cancellationToken)
    {
        var row = await store.ReadAsync(index.Key, cancellationToken);
        if (row?.CommunicationUserId == index.CommunicationUserId)
        {
            return new Refusal(RefusalReason.IdentityConflict);
        }

        if (await IsPendingDeletionAsync(index.Key, index.CommunicationUserId, cancellationToken))
        {
            return new Refusal(RefusalReason.IdentityNotUsable);
        }

        // One that a clock far ahead has dated is not waited for until then.
        if ((Now - index.ReservedOn).Duration() < ReservationPatience)
        {
            return new Refusal(RefusalReason.Contended);
        }

        return await FenceOffAsync(index.Key, row, cancellationToken) switch
        {
            WriteOutcome.Done => true,
            WriteOutcome.Conflict => false,
            _ => new Refusal(RefusalReason.StoreUnavailable),
        };
    }

    /// <summary>Makes every write fail that is conditional on the row as it was read. What the row says stays, and sessions go on.</summary>
    private Task<WriteOutcome> FenceOffAsync(UserKey key, UserRow? row, CancellationToken cancellationToken) => CommitAsync(cancellationToken, Moved(key, row));

    private RowChange Moved(UserKey key, UserRow? row) => row switch
    {
        null => new RowChange.Insert(NewFence(key, Now)),
        { IsMapped: true } => new RowChange.Merge(row),
        _ => new RowChange.Replace(row.ToFence(Now)),
    };

    private async Task<bool> IsPendingDeletionAsync(UserKey key, string communicationUserId, CancellationToken cancellationToken) =>
        (await store.ListPendingAsync(key, cancellationToken)).Any(pending => pending is PendingDeletion && pending.CommunicationUserId == communicationUserId);

    private IndexRow NewIndexRow(UserKey key, string communicationUserId) => new() { Key = key, CommunicationUserId = communicationUserId, ReservedOn = Now };
}
