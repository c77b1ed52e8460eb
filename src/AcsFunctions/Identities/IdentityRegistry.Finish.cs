using AcsFunctions.Acs;

namespace AcsFunctions.Identities;

public sealed partial class IdentityRegistry
{
    /// <summary>Carries out at ACS what one row promises, then removes the row. Safe to repeat, and for several to do at once.</summary>
    public async Task<FinishOutcome> FinishAsync(UnfinishedRow row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        var answer = row is RevokingRow
            ? await acs.RevokeAsync(row.CommunicationUserId, cancellationToken)
            : await acs.DeleteAsync(row.CommunicationUserId, cancellationToken);

        // An identity that does not exist has no tokens and needs no deletion.
        if (answer is { IsRefused: true, Refusal.Kind: not AcsRefusalKind.NotFound })
        {
            Log.UnfinishedAtAcs(logger, row.Key, answer.Refusal.Kind);
            return answer.Refusal.Kind switch
            {
                AcsRefusalKind.Throttled => FinishOutcome.Throttled,
                AcsRefusalKind.NotOwned or AcsRefusalKind.Denied => FinishOutcome.Refused,
                _ => FinishOutcome.Failed,
            };
        }

        // ACS has done it, whatever becomes of the row. A conflict here is a newer promise, which stays; a lost removal is repeated by the timer.
        await CommitAsync(cancellationToken, new RowChange.Remove(row));
        Log.Finished(logger, row.Key, row is RevokingRow ? "revoked" : "deleted");
        return FinishOutcome.Done;
    }

    private async Task<Completion> FinishAsync(UserKey key, CancellationToken cancellationToken)
    {
        try
        {
            var completion = Completion.Done;
            foreach (var row in await store.ListUnfinishedAsync(key, cancellationToken))
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
