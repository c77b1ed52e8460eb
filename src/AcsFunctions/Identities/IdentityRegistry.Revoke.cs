namespace AcsFunctions.Identities;

public sealed partial class IdentityRegistry
{
    /// <summary>
    /// Ends the user's sessions and all ACS tokens. <see cref="Completion.Pending"/>: the sessions are ended, and the timer retries
    /// at ACS. A user without an identity gets a fence, so that a session from before cannot make one.
    /// </summary>
    public async Task<Result<Completion, Refusal>> RevokeAsync(UserId userId, Session session, CancellationToken cancellationToken) =>
        await EndSessionsAsync(
            userId,
            session,
            (row, now) =>
            [
                new RowChange.Merge(row with { TokensValidFrom = Later(row.TokensValidFrom, now) }),
                // The newest revocation replaces an older one of the user; its ETag tells them apart when it is removed.
                new RowChange.Upsert(new PendingRevocation { Key = row.Key, CommunicationUserId = row.CommunicationUserId!, Since = now }),
            ],
            cancellationToken);

    /// <summary>Raises <see cref="UserRow.TokensValidFrom"/>, on a mapped row together with the pending action, then carries it out.</summary>
    private async Task<Result<Completion, Refusal>> EndSessionsAsync(
        UserId userId, Session session, Func<UserRow, DateTimeOffset, RowChange[]> pending, CancellationToken cancellationToken)
    {
        var key = UserKey.Of(userId);
        for (var round = 0; round < MaxRounds; round++)
        {
            var admission = await AdmitAsync(userId, key, session, cancellationToken);
            if (admission.IsRefused)
            {
                if (round > 0)
                {
                    // Who got in between may have been our own write, sent again because its answer was lost: its pending action is not left to the timer.
                    await FinishAsync(key, cancellationToken);
                }

                return admission.Refusal;
            }

            var now = Now;
            RowChange[] changes = admission.Value.Row switch
            {
                null => [new RowChange.Insert(NewFence(key, now) with { TokensValidFrom = now })],
                { IsMapped: true } mapped => pending(mapped, now),
                var fence => [new RowChange.Merge(fence with { TokensValidFrom = Later(fence.TokensValidFrom, now), FencedOn = now })],
            };
            switch (await CommitAsync(cancellationToken, changes))
            {
                case WriteOutcome.Done:
                    // Not needed for safety: it saves the next request a call to ACS in vain.
                    cache.Remove(key);
                    return await FinishAsync(key, cancellationToken);
                case WriteOutcome.Unknown:
                    return new Refusal(RefusalReason.StoreUnavailable);
            }
        }

        return new Refusal(RefusalReason.Contended);
    }

    // Two revokes may race with clocks that differ: the later instant stands, and still moves, so that every revoke can be seen in the row.
    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one >= other ? one.Value.AddMilliseconds(1) : other;
}
