using AcsFunctions.Acs;

namespace AcsFunctions.Identities;

public sealed partial class IdentityRegistry
{
    /// <summary>Carries out one pending action at ACS, then removes its row. Safe to repeat, and to do twice at once.</summary>
    public async Task<FinishOutcome> FinishAsync(PendingAction row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        var answer = row is PendingRevocation
            ? await acs.RevokeAsync(row.CommunicationUserId, cancellationToken)
            : await acs.DeleteAsync(row.CommunicationUserId, cancellationToken);

        // An identity that does not exist has no tokens and needs no deletion.
        if (answer is { IsRefused: true, Refusal.Kind: not AcsRefusalKind.NotFound })
        {
            Log.StillPending(logger, row.Key, answer.Refusal.Kind);
            return answer.Refusal.Kind switch
            {
                AcsRefusalKind.Throttled => FinishOutcome.Throttled,
                AcsRefusalKind.NotOwned or AcsRefusalKind.Denied => FinishOutcome.Refused,
                _ => FinishOutcome.Failed,
            };
        }

        // Before the pending deletion: as long as that stands, nobody adopts the identity.
        if (row is PendingDeletion && !await RemoveIndexAsync(row.Key, row.CommunicationUserId, cancellationToken))
        {
            return FinishOutcome.Failed;
        }

        // ACS has done it, whatever becomes of the row. A conflict here is a newer action, which stays; the timer repeats a lost removal.
        await CommitAsync(cancellationToken, new RowChange.Remove(row));
        Log.Finished(logger, row.Key, row is PendingRevocation ? "revoked" : "deleted");
        return FinishOutcome.Done;
    }

    // Of an identity that is no longer anyone's. Another's index row is left alone, and one that changed was renewed by who wants it. Where the
    // pending deletion is gone once the index row was read, somebody else finished it, and the index row may be a later reservation.
    private async Task<bool> RemoveIndexAsync(UserKey key, string communicationUserId, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ReadIndexAsync(communicationUserId, cancellationToken) is not { } index
                || index.Key != key
                || !await IsPendingDeletionAsync(key, communicationUserId, cancellationToken)
                || await CommitAsync(cancellationToken, new RowChange.Remove(index)) != WriteOutcome.Unknown;
        }
        catch (IdentityStoreException exception)
        {
            Log.StoreUnreadable(logger, key, exception);
            return false;
        }
    }

    private async Task<Completion> FinishAsync(UserKey key, CancellationToken cancellationToken)
    {
        try
        {
            var completion = Completion.Done;
            foreach (var row in await store.ListPendingAsync(key, cancellationToken))
            {
                if (await FinishAsync(row, cancellationToken) != FinishOutcome.Done)
                {
                    completion = Completion.Pending;
                }
            }

            return completion;
        }
        catch (IdentityStoreException exception)
        {
            Log.StoreUnreadable(logger, key, exception);
            return Completion.Pending;
        }
    }
}
