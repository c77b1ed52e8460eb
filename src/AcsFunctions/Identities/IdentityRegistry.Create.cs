using AcsFunctions.Acs;

namespace AcsFunctions.Identities;

public sealed partial class IdentityRegistry
{
    /// <summary>The user's identity, created if there is none. Concurrent first calls of one user answer one identity.</summary>
    public async Task<Result<EnsuredIdentity, Refusal>> EnsureAsync(UserId userId, Session session, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            var admission = await AdmitAsync(userId, UserKey.Of(userId), session, cancellationToken);
            if (admission.IsRefused)
            {
                return admission.Refusal;
            }

            if (admission.Value.Row is { IsMapped: true } row)
            {
                return new EnsuredIdentity(row, WasCreated: false);
            }

            var claim = await CreateOnceAsync(userId, admission.Value.Row, tokenRequest: null, cancellationToken);
            if (claim.IsRefused)
            {
                return claim.Refusal;
            }

            if (claim.Value.Row is { } claimed)
            {
                return new EnsuredIdentity(claimed, WasCreated: true);
            }
        }

        return new Refusal(RefusalReason.Contended);
    }

    /// <summary>
    /// As <see cref="CreateAsync"/>, but one at a time for a user: the requests that come while one creates wait for it. They share a
    /// refusal, and otherwise start over, because what they answer must be read after they came.
    /// </summary>
    private async Task<Result<Claim, Refusal>> CreateOnceAsync(UserId userId, UserRow? fence, AcsTokenRequest? tokenRequest, CancellationToken cancellationToken)
    {
        var (claim, isOwn) = await cache.Creations.JoinAsync(
            UserKey.Of(userId),
            // The callers' patience does not count: an identity that is created and not recorded is lost for ever.
            _ => CreateAsync(userId, fence, tokenRequest, deleteOn: null, CancellationToken.None),
            cancellationToken);
        return isOwn || claim.IsRefused ? claim : Claim.Lost;
    }

    /// <summary>An identity for one visit, with its first token; deleted by the first clean-up after <paramref name="deleteOn"/>.</summary>
    /// <param name="guest">One of whom nobody knows yet.</param>
    /// <param name="tokenRequest">What the first token is to allow.</param>
    /// <param name="deleteOn">When the guest has to go.</param>
    /// <param name="cancellationToken">Not looked at any more once ACS is asked.</param>
    public async Task<Result<GuestIdentity, Refusal>> CreateGuestAsync(UserId guest, AcsTokenRequest tokenRequest, DateTimeOffset deleteOn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(guest);
        ArgumentNullException.ThrowIfNull(tokenRequest);
        cancellationToken.ThrowIfCancellationRequested();
        // Whoever hangs up from here on: an identity that is created and not recorded is lost for ever.
        return await CreateAsync(guest, fence: null, tokenRequest, deleteOn, CancellationToken.None) switch
        {
            { Refusal: { } refusal } => refusal,
            { Value: { Row: { IsMapped: true } row, Token: { } token } } => new GuestIdentity(guest, row, new IssuedToken(row.CommunicationUserId, token, tokenRequest.Scopes)),
            // Its claim was lost, which for a user of whom nobody knows means that its outcome stayed unknown.
            _ => new Refusal(RefusalReason.Contended),
        };
    }

    /// <summary>Creates at ACS, writes the index row, then claims. A claim without a row means that ours is pending deletion and the caller starts over.</summary>
    private async Task<Result<Claim, Refusal>> CreateAsync(
        UserId userId, UserRow? fence, AcsTokenRequest? tokenRequest, DateTimeOffset? deleteOn, CancellationToken cancellationToken)
    {
        var before = Now;
        var created = await acs.CreateAsync(tokenRequest, cancellationToken);
        if (created.IsRefused)
        {
            return created.Refusal.ToRefusal();
        }

        var identity = created.Value;
        var after = Now;
        if (await IndexCreatedAsync(UserKey.Of(userId), identity.CommunicationUserId, cancellationToken) is { } unindexed)
        {
            return unindexed;
        }

        var row = (fence ?? NewFence(UserKey.Of(userId), before)) with
        {
            UserId = storeUserId ? userId.Value : null,
            CommunicationUserId = identity.CommunicationUserId,
            FencedOn = null,
            DeleteOn = deleteOn,
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
                return await DiscardLoserAsync(row.Key, identity.CommunicationUserId, cancellationToken);
            default:
                return await SettleClaimAsync(userId, identity, cancellationToken);
        }
    }

    // Before the claim: what is mapped can be found. Nobody has been told of the identity, so that nobody else can have reserved it; and as
    // long as no claim was sent, it is certainly nobody's.
    private async Task<Refusal?> IndexCreatedAsync(UserKey key, string communicationUserId, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxReservations; attempt++)
        {
            switch (await CommitAsync(cancellationToken, new RowChange.Insert(NewIndexRow(key, communicationUserId))))
            {
                case WriteOutcome.Done:
                    return null;
                case WriteOutcome.Unknown:
                    await DiscardLoserAsync(key, communicationUserId, cancellationToken);
                    return new Refusal(RefusalReason.StoreUnavailable);
            }

            try
            {
                // A write that was sent again because its answer was lost meets its own row, unless a walk came between.
                if (await store.ReadIndexAsync(communicationUserId, cancellationToken) is { } index)
                {
                    return index.Key == key ? null : Unrecorded();
                }
            }
            catch (IdentityStoreException exception)
            {
                Log.StoreUnreadable(logger, key, exception);
                break;
            }
        }

        await DiscardLoserAsync(key, communicationUserId, cancellationToken);
        return new Refusal(RefusalReason.StoreUnavailable);

        // Another user has it: it is not ours to delete.
        Refusal Unrecorded()
        {
            Log.IdentityUnrecorded(logger, key, communicationUserId);
            return new Refusal(RefusalReason.StoreUnavailable);
        }
    }

    // The claim was sent once, so a conflict is another's win. Ours belongs to no one; the timer deletes it.
    private async Task<Result<Claim, Refusal>> DiscardLoserAsync(UserKey key, string communicationUserId, CancellationToken cancellationToken)
    {
        var deletion = NewPendingDeletion(key, communicationUserId, DeletionReason.LostRace);
        if (await CommitAsync(cancellationToken, new RowChange.Insert(deletion)) == WriteOutcome.Unknown)
        {
            // Not recorded, as far as we know. It is certainly nobody's, so deleting it now is the last chance not to lose it.
            await DeleteUnrecordedAsync(key, communicationUserId, cancellationToken);
        }

        return Claim.Lost;
    }

    // The claim's outcome is unknown: it may have landed, or may land at any later moment.
    private async Task<Result<Claim, Refusal>> SettleClaimAsync(UserId userId, AcsIdentity identity, CancellationToken cancellationToken)
    {
        var key = UserKey.Of(userId);
        for (var round = 0; round < MaxRounds; round++)
        {
            UserRow? row;
            IReadOnlyList<PendingAction> pending;
            try
            {
                row = await store.ReadAsync(key, cancellationToken);
                pending = row is { IsMapped: true } ? [] : await store.ListPendingAsync(key, cancellationToken);
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
                    : await DiscardLoserAsync(key, identity.CommunicationUserId, cancellationToken);
            }

            if (pending.OfType<PendingDeletion>().Any(deletion => deletion.CommunicationUserId == identity.CommunicationUserId))
            {
                return Claim.Lost;
            }

            // Writing the fence anew moves its ETag (or makes the row exist), so a claim that lands later fails its condition.
            RowChange fence = row is null ? new RowChange.Insert(NewFence(key, Now)) : new RowChange.Replace(row.ToFence(Now));
            var deletion = new RowChange.Insert(NewPendingDeletion(key, identity.CommunicationUserId, DeletionReason.LostRace));
            if (await CommitAsync(cancellationToken, fence, deletion) == WriteOutcome.Done)
            {
                return Claim.Lost;
            }
        }

        // It must not be deleted: its claim may have landed or yet land, and somebody may be using it.
        Log.IdentityUnrecorded(logger, key, identity.CommunicationUserId);
        return new Refusal(RefusalReason.StoreUnavailable);
    }

    private async Task DeleteUnrecordedAsync(UserKey key, string communicationUserId, CancellationToken cancellationToken)
    {
        var deleted = await acs.DeleteAsync(communicationUserId, cancellationToken);
        if (deleted is { IsRefused: true, Refusal.Kind: not AcsRefusalKind.NotFound })
        {
            Log.IdentityUnrecorded(logger, key, communicationUserId);
        }
    }

    private PendingDeletion NewPendingDeletion(UserKey key, string communicationUserId, DeletionReason reason) =>
        new() { Key = key, CommunicationUserId = communicationUserId, Since = Now, Reason = reason };

    /// <summary>A claim that was won, or (without a row) lost.</summary>
    internal sealed record Claim(UserRow? Row, AcsToken? Token)
    {
        public static Claim Lost { get; } = new(null, null);
    }
}
