using AcsFunctions.Acs;

namespace AcsFunctions.Identities;

public sealed partial class IdentityRegistry
{
    /// <summary>The user's identity, created if there is none. Concurrent first calls of one user answer one identity.</summary>
    public async Task<Answer<EnsuredIdentity>> EnsureAsync(UserId userId, Session session, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var admission = await AdmitAsync(UserKey.Of(userId), session, cancellationToken);
            if (admission.IsRefused)
            {
                return admission.Refusal;
            }

            if (admission.Value.Row is { IsMapped: true } row)
            {
                return new EnsuredIdentity(row, WasCreated: false);
            }

            var claim = await CreateOnceAsync(userId, admission.Value.Row, terms: null, cancellationToken);
            if (claim.IsRefused)
            {
                return claim.Refusal;
            }

            if (claim.Value.Row is { } claimed)
            {
                return new EnsuredIdentity(claimed, WasCreated: true);
            }
        }

        return RefusalReason.Contended;
    }

    /// <summary>
    /// As <see cref="CreateAsync"/>, but one at a time for a user: the requests that come while one creates wait for it. They share a
    /// refusal, and otherwise start over, because what they answer must be read after they came.
    /// </summary>
    private async Task<Answer<Claim>> CreateOnceAsync(UserId userId, UserRow? fence, TokenTerms? terms, CancellationToken cancellationToken)
    {
        var (claim, isOwn) = await memory.Creations.JoinAsync(
            UserKey.Of(userId),
            // The callers' patience does not count: an identity that is created and not recorded is lost for ever.
            _ => CreateAsync(userId, fence, terms, CancellationToken.None),
            cancellationToken);
        return isOwn || claim.IsRefused ? claim : Claim.Lost;
    }

    /// <summary>Creates at ACS, then claims. A claim without a row means that ours is retired and the caller starts over.</summary>
    private async Task<Answer<Claim>> CreateAsync(UserId userId, UserRow? fence, TokenTerms? terms, CancellationToken cancellationToken)
    {
        var before = Now;
        var created = await acs.CreateAsync(terms, cancellationToken);
        if (created.IsRefused)
        {
            return created.Refusal.ToRefusal();
        }

        var identity = created.Value;
        var after = Now;
        var row = (fence ?? NewFence(userId, before)) with
        {
            CommunicationUserId = identity.CommunicationUserId,
            FencedOn = null,
            CreatedOn = before,
            // Later than CreatedOn only when there is a token to speak of.
            LastTokenOn = identity.Token is null ? before : after > before ? after : before.AddMilliseconds(1),
        };
        RowChange claim = fence is null ? new RowChange.Insert(row) : new RowChange.Replace(row);
        switch (await store.CommitAsync([claim], Delivery.Once, cancellationToken))
        {
            case WriteOutcome.Done:
                Log.IdentityCreated(logger, row.Key);
                return new Claim(row, identity.Token);
            case WriteOutcome.Conflict:
                return await RetireLoserAsync(row.Key, identity.CommunicationUserId, cancellationToken);
            default:
                return await SettleClaimAsync(userId, identity, cancellationToken);
        }
    }

    // The claim was sent once, so a conflict is another's win. Ours belongs to no one; the timer deletes it.
    private async Task<Answer<Claim>> RetireLoserAsync(UserKey key, string communicationUserId, CancellationToken cancellationToken)
    {
        var retired = Retired(key, communicationUserId, RetirementReason.LostRace);
        if (await CommitAsync(cancellationToken, new RowChange.Insert(retired)) == WriteOutcome.Unknown)
        {
            // Not recorded, as far as we know. It is certainly nobody's, so deleting it now is the last chance not to lose it.
            await DeleteUnrecordedAsync(key, communicationUserId, cancellationToken);
        }

        return Claim.Lost;
    }

    // The claim's outcome is unknown: it may have landed, or may land at any later moment.
    private async Task<Answer<Claim>> SettleClaimAsync(UserId userId, AcsIdentity identity, CancellationToken cancellationToken)
    {
        var key = UserKey.Of(userId);
        for (var round = 0; round < MaxRounds; round++)
        {
            UserRow? row;
            IReadOnlyList<UnfinishedRow> unfinished;
            try
            {
                row = await store.ReadAsync(key, cancellationToken);
                unfinished = row is { IsMapped: true } ? [] : await store.ListUnfinishedAsync(key, cancellationToken);
            }
            catch (IdentityStoreException exception)
            {
                Log.StoreUnreadable(logger, key, exception);
                continue;
            }

            if (row is { IsMapped: true })
            {
                return row.CommunicationUserId == identity.CommunicationUserId
                    ? new Claim(row, identity.Token)
                    : await RetireLoserAsync(key, identity.CommunicationUserId, cancellationToken);
            }

            if (unfinished.OfType<RetiredRow>().Any(retired => retired.CommunicationUserId == identity.CommunicationUserId))
            {
                return Claim.Lost;
            }

            // Writing the fence anew moves its ETag (or makes the row exist), so a claim that lands later fails its condition.
            RowChange fence = row is null ? new RowChange.Insert(NewFence(userId, Now)) : new RowChange.Replace(row.ToFence(Now));
            var retire = new RowChange.Insert(Retired(key, identity.CommunicationUserId, RetirementReason.LostRace));
            if (await CommitAsync(cancellationToken, fence, retire) == WriteOutcome.Done)
            {
                return Claim.Lost;
            }
        }

        // It must not be deleted: its claim may have landed or yet land, and somebody may be using it.
        Log.IdentityUnrecorded(logger, key, identity.CommunicationUserId);
        return RefusalReason.StoreUnavailable;
    }

    private async Task DeleteUnrecordedAsync(UserKey key, string communicationUserId, CancellationToken cancellationToken)
    {
        var deleted = await acs.DeleteAsync(communicationUserId, cancellationToken);
        if (deleted is { IsRefused: true, Refusal.Kind: not AcsRefusalKind.NotFound })
        {
            Log.IdentityUnrecorded(logger, key, communicationUserId);
        }
    }

    private RetiredRow Retired(UserKey key, string communicationUserId, RetirementReason reason) =>
        new() { Key = key, CommunicationUserId = communicationUserId, Since = Now, Reason = reason };

    /// <summary>A claim that was won, or (without a row) lost.</summary>
    internal sealed record Claim(UserRow? Row, AcsToken? Token)
    {
        public static Claim Lost { get; } = new(null, null);
    }
}
