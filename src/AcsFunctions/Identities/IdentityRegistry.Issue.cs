using AcsFunctions.Acs;

namespace AcsFunctions.Identities;

public sealed partial class IdentityRegistry
{
    // Longer than any request lives: the time between deciding that no touch is due and handing the token out.
    internal static readonly TimeSpan RequestMargin = TimeSpan.FromMinutes(10);

    /// <summary>
    /// A token for the user's identity, created if there is none. A token is handed out only after the row, as read or written after
    /// ACS issued it, still names the identity and has not had its sessions ended; otherwise it is discarded.
    /// </summary>
    public async Task<Answer<IssuedToken>> IssueAsync(UserId userId, Session session, TokenTerms terms, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var key = UserKey.Of(userId);
        for (var round = 0; round < MaxRounds; round++)
        {
            var admission = await AdmitAsync(key, session, cancellationToken);
            if (admission.IsRefused)
            {
                return admission.Refusal;
            }

            var answer = admission.Value.Row is { IsMapped: true } row
                ? await IssueAsync(row, terms, cancellationToken)
                : await CreateWithTokenAsync(userId, admission.Value.Row, terms);
            if (answer is not null)
            {
                return answer;
            }
        }

        return RefusalReason.Contended;
    }

    // Null means: start over.
    private async Task<Answer<IssuedToken>?> CreateWithTokenAsync(UserId userId, UserRow? fence, TokenTerms terms)
    {
        var claim = await CreateAsync(userId, fence, terms, CancellationToken.None);
        return claim switch
        {
            { Refusal: { } refusal } => refusal,
            { Value: { Row.CommunicationUserId: { } identity, Token: { } token } } => new IssuedToken(identity, token, terms.Scopes),
            _ => null,
        };
    }

    private async Task<Answer<IssuedToken>?> IssueAsync(UserRow row, TokenTerms terms, CancellationToken cancellationToken)
    {
        var issued = await acs.IssueAsync(row.CommunicationUserId!, terms, cancellationToken);
        if (issued is { IsRefused: true, Refusal.Kind: AcsRefusalKind.NotFound })
        {
            return await ReplaceMissingAsync(row, cancellationToken);
        }

        if (issued.IsRefused)
        {
            return issued.Refusal.ToRefusal();
        }

        var token = new IssuedToken(row.CommunicationUserId!, issued.Value, terms.Scopes);
        var now = Now;
        return IsTouchDue(row, now)
            ? await TouchAsync(row, now, cancellationToken) switch
            {
                WriteOutcome.Done => token,
                WriteOutcome.Conflict => null,
                _ => RefusalReason.StoreUnavailable,
            }
            : await ValidateAsync(row, cancellationToken) switch
            {
                { Refusal: { } refusal } => refusal,
                { Value: true } => token,
                _ => null,
            };
    }

    private bool IsTouchDue(UserRow row, DateTimeOffset now) => row.LastTokenIssuedOn is not { } last || now - last >= options.TouchInterval;

    private Task<WriteOutcome> TouchAsync(UserRow row, DateTimeOffset now, CancellationToken cancellationToken) =>
        CommitAsync(cancellationToken, new RowChange.Merge(row with { LastTokenOn = now > row.CreatedOn ? now : row.CreatedOn!.Value.AddMilliseconds(1) }));

    private async Task<Answer<bool>> ValidateAsync(UserRow row, CancellationToken cancellationToken)
    {
        try
        {
            var current = await store.ReadAsync(row.Key, cancellationToken);
            return current?.CommunicationUserId == row.CommunicationUserId && current?.TokensValidFrom == row.TokensValidFrom;
        }
        catch (IdentityStoreException exception)
        {
            Log.StoreUnreadable(logger, row.Key, exception);
            return RefusalReason.StoreUnavailable;
        }
    }

    // ACS says that the identity does not exist. A delete or clean-up may have got in between, so the row is asked first.
    private async Task<Answer<IssuedToken>?> ReplaceMissingAsync(UserRow row, CancellationToken cancellationToken)
    {
        var isCurrent = await ValidateAsync(row, cancellationToken);
        if (isCurrent.IsRefused)
        {
            return isCurrent.Refusal;
        }

        if (!isCurrent.Value)
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
