using AcsFunctions.Acs;

namespace AcsFunctions.Identities;

public sealed partial class IdentityRegistry
{
    // Longer than any request lives: the time between deciding that no touch is due and handing the token out.
    internal static readonly TimeSpan RequestMargin = TimeSpan.FromMinutes(10);

    /// <summary>
    /// A token for the user's identity, created if there is none. A token is handed out only after the row, as read or written after
    /// the request came and ACS was asked, still names the identity and has not had its sessions ended; otherwise it is discarded.
    /// Where this instance remembers the identity, ACS is asked first and the row is read once; where it keeps tokens, a kept one is
    /// handed out again after that one read.
    /// </summary>
    public async Task<Answer<IssuedToken>> IssueAsync(UserId userId, Session session, TokenTerms terms, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var key = UserKey.Of(userId);
        var wish = TokenWish.Of(key, terms);
        for (var round = 0; round < MaxRounds; round++)
        {
            // A guess is worth one try; a session that it would refuse is not refused on its word.
            var answer = round == 0 && memory.Find(wish, Now) is null && memory.Find(key) is { } guess && session.IsAdmitted(guess.TokensValidFrom, options, Now)
                ? await IssueAsync(wish, terms, guess, row: null, cancellationToken)
                : await ReadAndIssueAsync(userId, session, wish, terms, cancellationToken);
            if (answer is not null)
            {
                return answer;
            }

            memory.Forget(key);
        }

        return RefusalReason.Contended;
    }

    // Null means, here and below: start over.
    private async Task<Answer<IssuedToken>?> ReadAndIssueAsync(UserId userId, Session session, TokenWish wish, TokenTerms terms, CancellationToken cancellationToken)
    {
        var admission = await AdmitAsync(wish.User, session, cancellationToken);
        if (admission.IsRefused)
        {
            return admission.Refusal;
        }

        if (admission.Value.Row is not { IsMapped: true } row)
        {
            return await CreateWithTokenAsync(userId, admission.Value.Row, wish, terms, cancellationToken);
        }

        if (memory.Find(wish, Now) is { } kept)
        {
            if (kept.Identity.IsConfirmedBy(row))
            {
                return await TouchIfDueAsync(row, cancellationToken) switch
                {
                    { Refusal: { } refusal } => refusal,
                    { Value: true } => new IssuedToken(row.CommunicationUserId, kept.Token, terms.Scopes, TokenSource.Kept),
                    _ => null,
                };
            }

            memory.Drop(wish);
        }

        return await IssueAsync(wish, terms, memory.Remember(row), row, cancellationToken);
    }

    private async Task<Answer<IssuedToken>?> CreateWithTokenAsync(
        UserId userId, UserRow? fence, TokenWish wish, TokenTerms terms, CancellationToken cancellationToken)
    {
        var claim = await CreateOnceAsync(userId, fence, terms, cancellationToken);
        switch (claim)
        {
            case { Refusal: { } refusal }:
                return refusal;
            case { Value: { Row: { IsMapped: true } row, Token: { } token } }:
                // Of an identity that is this new nothing was revoked, unless the row was read again after the claim and says so.
                var isUntouched = row.TokensValidFrom == fence?.TokensValidFrom;
                var known = memory.Remember(wish.User, KnownIdentity.Of(row) with { SettledOn = isUntouched ? DateTimeOffset.MinValue : null });
                memory.Keep(wish, new KeptToken(known, token), row.CreatedOn.Value);
                return new IssuedToken(row.CommunicationUserId, token, terms.Scopes);
            default:
                return null;
        }
    }

    /// <summary>Asks ACS for a token for an identity that is the user's as far as we know, and then makes sure.</summary>
    /// <param name="wish">Whose token, and which.</param>
    /// <param name="terms">As the caller put it.</param>
    /// <param name="known">The identity.</param>
    /// <param name="row">The row as read for this request; null where the identity comes from memory.</param>
    /// <param name="cancellationToken">The caller's.</param>
    private async Task<Answer<IssuedToken>?> IssueAsync(TokenWish wish, TokenTerms terms, KnownIdentity known, UserRow? row, CancellationToken cancellationToken)
    {
        known = await SettleAsync(wish.User, known, cancellationToken);
        var askedOn = Now;
        var (issued, isOwn) = await AskForTokenAsync(wish, terms, known, askedOn, cancellationToken);
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
            : await ConfirmAsync(wish.User, known, cancellationToken);
        if (confirmed.IsRefused)
        {
            return confirmed.Refusal;
        }

        if (!confirmed.Value)
        {
            return null;
        }

        return new IssuedToken(known.CommunicationUserId, issued.Value, terms.Scopes, isOwn ? TokenSource.Acs : TokenSource.Shared);
    }

    // One call for requests that want the same and believe the same of the user; each of them confirms the row for itself.
    private async Task<(AcsAnswer<AcsToken> Answer, bool IsOwn)> AskForTokenAsync(
        TokenWish wish, TokenTerms terms, KnownIdentity known, DateTimeOffset askedOn, CancellationToken cancellationToken) => memory.MayBeShared(known, askedOn)
            ? await memory.Issues.JoinAsync(
                (wish, known.CommunicationUserId, known.TokensValidFrom),
                token => IssueAndKeepAsync(wish, terms, known, askedOn, token),
                cancellationToken)
            : (await acs.IssueAsync(known.CommunicationUserId, terms, cancellationToken), true);

    // Kept before the call ends: who comes then finds one or the other. What is kept is handed out only where the row confirms it, so it need not be confirmed yet.
    private async Task<AcsAnswer<AcsToken>> IssueAndKeepAsync(
        TokenWish wish, TokenTerms terms, KnownIdentity known, DateTimeOffset askedOn, CancellationToken cancellationToken)
    {
        var issued = await acs.IssueAsync(known.CommunicationUserId, terms, cancellationToken);
        if (!issued.IsRefused)
        {
            memory.Keep(wish, new KeptToken(known, issued.Value), askedOn);
        }

        return issued;
    }

    // A token is worth keeping only where no earlier revocation can still reach ACS and end it: looked up once for each identity that had any.
    private async Task<KnownIdentity> SettleAsync(UserKey key, KnownIdentity known, CancellationToken cancellationToken)
    {
        if (!memory.KeepsTokens || known.SettledOn is not null)
        {
            return known;
        }

        try
        {
            return (await store.ListUnfinishedAsync(key, cancellationToken)).Any(promise => promise is RevokingRow)
                ? known
                : memory.Remember(key, known with { SettledOn = Now });
        }
        catch (IdentityStoreException exception)
        {
            Log.StoreUnreadable(logger, key, exception);
            return known;
        }
    }

    private async Task<Answer<bool>> ConfirmAsync(UserKey key, KnownIdentity known, CancellationToken cancellationToken)
    {
        UserRow? current;
        try
        {
            current = await store.ReadAsync(key, cancellationToken);
        }
        catch (IdentityStoreException exception)
        {
            Log.StoreUnreadable(logger, key, exception);
            return RefusalReason.StoreUnavailable;
        }

        return known.IsConfirmedBy(current) ? await TouchIfDueAsync(current!, cancellationToken) : false;
    }

    private bool IsTouchDue(UserRow row, DateTimeOffset now) => row.LastTokenIssuedOn is not { } last || now - last >= options.TouchInterval;

    /// <summary>Records that a token is handed out; false where the row changed since it was read.</summary>
    private async Task<Answer<bool>> TouchIfDueAsync(UserRow row, CancellationToken cancellationToken)
    {
        var now = Now;
        if (!IsTouchDue(row, now))
        {
            return true;
        }

        var touched = row with { LastTokenOn = now > row.CreatedOn ? now : row.CreatedOn!.Value.AddMilliseconds(1) };
        return await CommitAsync(cancellationToken, new RowChange.Merge(touched)) switch
        {
            WriteOutcome.Done => true,
            WriteOutcome.Conflict => false,
            _ => RefusalReason.StoreUnavailable,
        };
    }

    // ACS says that the identity does not exist. A delete or clean-up may have got in between, so the row is asked first.
    private async Task<Answer<IssuedToken>?> ReplaceMissingAsync(UserRow row, CancellationToken cancellationToken)
    {
        UserRow? current;
        try
        {
            current = await store.ReadAsync(row.Key, cancellationToken);
        }
        catch (IdentityStoreException exception)
        {
            Log.StoreUnreadable(logger, row.Key, exception);
            return RefusalReason.StoreUnavailable;
        }

        if (!KnownIdentity.Of(row).IsConfirmedBy(current))
        {
            return null;
        }

        Log.IdentityMissingAtAcs(logger, row.Key, options.WhenMissingAtAcs);
        if (options.WhenMissingAtAcs == MissingIdentityPolicy.Fail)
        {
            return RefusalReason.IdentityMissingAtAcs;
        }

        return await RetireAsync(row, row.ToFence(Now), RetirementReason.MissingAtAcs, cancellationToken) == WriteOutcome.Unknown
            ? RefusalReason.StoreUnavailable
            : null;
    }
}
