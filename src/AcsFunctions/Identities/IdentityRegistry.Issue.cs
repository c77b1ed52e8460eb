using AcsFunctions.Acs;

namespace AcsFunctions.Identities;

public sealed partial class IdentityRegistry
{
    // Longer than any request lives: the time between deciding that no touch is due and handing the token out.
    internal static readonly TimeSpan RequestMargin = TimeSpan.FromMinutes(10);

    /// <summary>
    /// A token for the user's identity, created if there is none. A token is handed out only after the row, as read or written after
    /// the request came and ACS was asked, still names the identity and has not had its sessions ended; otherwise it is discarded.
    /// Where the identity is cached, ACS is asked first and the row is read once; where tokens are cached, one of them is
    /// returned after that one read, or after a second one where it was issued since the first began.
    /// </summary>
    public async Task<Result<IssuedToken, Refusal>> IssueAsync(UserId userId, Session session, AcsTokenRequest tokenRequest, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tokenRequest);
        var key = UserKey.Of(userId);
        var cacheKey = TokenCacheKey.Of(key, tokenRequest);
        for (var round = 0; round < MaxRounds; round++)
        {
            // Before the row is read: what that says of a token that was issued later is too old.
            var earlier = cache.Find(cacheKey, Now);

            // A guess is worth one try; a session that it would refuse is not refused on its word.
            var answer = round == 0 && earlier is null && cache.Find(key) is { } guess && session.IsAdmitted(guess.TokensValidFrom, options, Now)
                ? await IssueAsync(cacheKey, tokenRequest, guess, row: null, cancellationToken)
                : await ReadAndIssueAsync(userId, session, cacheKey, tokenRequest, earlier, cancellationToken);
            if (answer is not null)
            {
                return answer;
            }

            cache.Remove(key);
        }

        return new Refusal(RefusalReason.Contended);
    }

    // Null means, here and below: start over.
    private async Task<Result<IssuedToken, Refusal>?> ReadAndIssueAsync(
        UserId userId, Session session, TokenCacheKey cacheKey, AcsTokenRequest tokenRequest, CachedToken? earlier, CancellationToken cancellationToken)
    {
        var admission = await AdmitAsync(userId, cacheKey.User, session, cancellationToken);
        if (admission.IsRefused)
        {
            return admission.Refusal;
        }

        if (admission.Value.Row is not { IsMapped: true } row)
        {
            return await CreateWithTokenAsync(userId, admission.Value.Row, cacheKey, tokenRequest, cancellationToken);
        }

        if (cache.Find(cacheKey, Now) is { } cached)
        {
            if (cached.Identity.IsConfirmedBy(row))
            {
                var confirmed = ReferenceEquals(cached, earlier)
                    ? await TouchIfDueAsync(row, cancellationToken)
                    : await ConfirmAsync(cacheKey.User, cached.Identity, cancellationToken);
                return confirmed switch
                {
                    { Refusal: { } refusal } => refusal,
                    { Value: true } => new IssuedToken(row.CommunicationUserId, cached.Token, tokenRequest.Scopes, TokenSource.Cached),
                    _ => null,
                };
            }

            cache.Remove(cacheKey);
        }

        return await IssueAsync(cacheKey, tokenRequest, cache.Set(row), row, cancellationToken);
    }

    private async Task<Result<IssuedToken, Refusal>?> CreateWithTokenAsync(
        UserId userId, UserRow? fence, TokenCacheKey cacheKey, AcsTokenRequest tokenRequest, CancellationToken cancellationToken)
    {
        var claim = await CreateOnceAsync(userId, fence, tokenRequest, cancellationToken);
        switch (claim)
        {
            case { Refusal: { } refusal }:
                return refusal;
            case { Value: { Row: { IsMapped: true } row, Token: { } token } }:
                // Of an identity that is this new nothing was revoked, unless the row was read again after the claim and says so.
                var isUntouched = row.TokensValidFrom == fence?.TokensValidFrom;
                var known = cache.Set(cacheKey.User, CachedIdentity.Of(row) with { SettledOn = isUntouched ? DateTimeOffset.MinValue : null });
                cache.Add(cacheKey, new CachedToken(known, token), row.CreatedOn.Value);
                return new IssuedToken(row.CommunicationUserId, token, tokenRequest.Scopes);
            default:
                return null;
        }
    }

    /// <summary>Asks ACS for a token for an identity that is the user's as far as we know, and then makes sure.</summary>
    /// <param name="cacheKey">Whose token, and which.</param>
    /// <param name="tokenRequest">As the caller put it.</param>
    /// <param name="known">The identity.</param>
    /// <param name="row">The row as read for this request; null where the identity comes from memory.</param>
    /// <param name="cancellationToken">The caller's.</param>
    private async Task<Result<IssuedToken, Refusal>?> IssueAsync(TokenCacheKey cacheKey, AcsTokenRequest tokenRequest, CachedIdentity known, UserRow? row, CancellationToken cancellationToken)
    {
        known = await SettleAsync(cacheKey.User, known, cancellationToken);
        var askedOn = Now;
        var (issued, isOwn) = await AskForTokenAsync(cacheKey, tokenRequest, known, askedOn, cancellationToken);
        if (issued is { IsRefused: true, Refusal.Kind: AcsRefusalKind.NotFound })
        {
            return row is null ? null : await ReplaceMissingAsync(row, cancellationToken);
        }

        if (issued.IsRefused)
        {
            return issued.Refusal.ToRefusal();
        }

        // A touch that is due proves as much as a read, on the ETag that was read before ACS was asked.
        var confirmed = row is not null && IsTouchDue(row, Now)
            ? await TouchIfDueAsync(row, cancellationToken)
            : await ConfirmAsync(cacheKey.User, known, cancellationToken);
        if (confirmed.IsRefused)
        {
            return confirmed.Refusal;
        }

        if (!confirmed.Value)
        {
            return null;
        }

        return new IssuedToken(known.CommunicationUserId, issued.Value, tokenRequest.Scopes, isOwn ? TokenSource.Acs : TokenSource.Shared);
    }

    // One call for requests that want the same and believe the same of the user; each of them confirms the row for itself.
    private async Task<(Result<AcsToken, AcsRefusal> Answer, bool IsOwn)> AskForTokenAsync(
        TokenCacheKey cacheKey, AcsTokenRequest tokenRequest, CachedIdentity known, DateTimeOffset askedOn, CancellationToken cancellationToken) => cache.MayBeShared(known, askedOn)
            ? await cache.Issues.JoinAsync(
                (cacheKey, known.CommunicationUserId, known.TokensValidFrom),
                token => IssueAndCacheAsync(cacheKey, tokenRequest, known, askedOn, token),
                cancellationToken)
            : (await acs.IssueAsync(known.CommunicationUserId, tokenRequest, cancellationToken), true);

    // Kept before the call ends: who comes then finds one or the other. What is kept is handed out only where the row confirms it, so it need not be confirmed yet.
    private async Task<Result<AcsToken, AcsRefusal>> IssueAndCacheAsync(
        TokenCacheKey cacheKey, AcsTokenRequest tokenRequest, CachedIdentity known, DateTimeOffset askedOn, CancellationToken cancellationToken)
    {
        var issued = await acs.IssueAsync(known.CommunicationUserId, tokenRequest, cancellationToken);
        if (!issued.IsRefused)
        {
            cache.Add(cacheKey, new CachedToken(known, issued.Value), askedOn);
        }

        return issued;
    }

    // A token is worth keeping only where no earlier revocation can still reach ACS and end it: looked up once for each identity that had any.
    private async Task<CachedIdentity> SettleAsync(UserKey key, CachedIdentity known, CancellationToken cancellationToken)
    {
        if (!cache.CachesTokens || known.SettledOn is not null)
        {
            return known;
        }

        try
        {
            return (await store.ListPendingAsync(key, cancellationToken)).Any(pending => pending is PendingRevocation)
                ? known
                : cache.Set(key, known with { SettledOn = Now });
        }
        catch (IdentityStoreException exception)
        {
            Log.StoreUnreadable(logger, key, exception);
            return known;
        }
    }

    private async Task<Result<bool, Refusal>> ConfirmAsync(UserKey key, CachedIdentity known, CancellationToken cancellationToken)
    {
        UserRow? current;
        try
        {
            current = await ReadRowAsync(key, cancellationToken);
        }
        catch (IdentityStoreException exception)
        {
            Log.StoreUnreadable(logger, key, exception);
            return new Refusal(RefusalReason.StoreUnavailable);
        }

        return !known.IsConfirmedBy(current) ? false
            : IsOver(current) ? new Refusal(RefusalReason.GuestExpired)
            : await TouchIfDueAsync(current!, cancellationToken);
    }

    private bool IsTouchDue(UserRow row, DateTimeOffset now) => row.LastTokenIssuedOn is not { } last || now - last >= options.TouchInterval;

    /// <summary>Records that a token is handed out; false where the row changed since it was read.</summary>
    private async Task<Result<bool, Refusal>> TouchIfDueAsync(UserRow row, CancellationToken cancellationToken)
    {
        var now = Now;
        if (!IsTouchDue(row, now))
        {
            return true;
        }

        var touched = row with { LastTokenOn = now > row.CreatedOn ? now : row.CreatedOn!.Value.AddMilliseconds(1) };
        var outcome = cache.CachesTokens
            ? await cache.Touches.JoinAsync((row.Key, row.ETag), token => CommitAsync(token, new RowChange.Merge(touched)), cancellationToken)
            : await CommitAsync(cancellationToken, new RowChange.Merge(touched));
        return outcome switch
        {
            WriteOutcome.Done => true,
            WriteOutcome.Conflict => false,
            _ => new Refusal(RefusalReason.StoreUnavailable),
        };
    }

    // ACS says that the identity does not exist. A delete or clean-up may have got in between, so the row is asked first.
    private async Task<Result<IssuedToken, Refusal>?> ReplaceMissingAsync(UserRow row, CancellationToken cancellationToken)
    {
        UserRow? current;
        try
        {
            current = await store.ReadAsync(row.Key, cancellationToken);
        }
        catch (IdentityStoreException exception)
        {
            Log.StoreUnreadable(logger, row.Key, exception);
            return new Refusal(RefusalReason.StoreUnavailable);
        }

        if (!CachedIdentity.Of(row).IsConfirmedBy(current))
        {
            return null;
        }

        Log.IdentityMissingAtAcs(logger, row.Key, options.WhenMissingAtAcs);
        if (options.WhenMissingAtAcs == MissingIdentityPolicy.Fail)
        {
            return new Refusal(RefusalReason.IdentityMissingAtAcs);
        }

        return await UnmapAsync(row, row.ToFence(Now), DeletionReason.MissingAtAcs, cancellationToken) == WriteOutcome.Unknown
            ? (Result<IssuedToken, Refusal>)new Refusal(RefusalReason.StoreUnavailable)
            : null;
    }
}
