using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Acs;

/// <summary>
/// ACS, within its quotas, a number of calls at once, and a time. Beyond the quota ACS refuses calls and counts them all the same, so
/// that whoever goes on asking gets less than the quota; here a call waits a little for its turn, or is refused without being sent.
/// </summary>
public sealed partial class RateLimitedAcsIdentities : IAcsIdentities, IDisposable
{
    // What callers are told where ACS throttles and does not say for how long, and how long we hold back then.
    private static readonly TimeSpan UnknownThrottle = TimeSpan.FromSeconds(1);

    private readonly IAcsIdentities acs;
    private readonly AcsOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger<RateLimitedAcsIdentities> logger;
    private readonly SemaphoreSlim slots;
    private readonly SharedQuotas quotas;

    public RateLimitedAcsIdentities(
        IAcsIdentities acs, IOptions<AcsOptions> options, SharedQuotas quotas, TimeProvider clock, ILogger<RateLimitedAcsIdentities> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.acs = acs;
        this.options = options.Value;
        this.quotas = quotas;
        this.clock = clock;
        this.logger = logger;
        slots = new(this.options.MaxConcurrentCalls);
    }

    // A creation that was sent is never cancelled by us: its identity would be lost with the answer.
    public Task<Result<AcsIdentity, AcsRefusal>> CreateAsync(AcsTokenRequest? tokenRequest, CancellationToken cancellationToken) => SendAsync(
        "create", tokenRequest is null ? QuotaKind.Creations : QuotaKind.CreationsWithToken, _ => acs.CreateAsync(tokenRequest, cancellationToken), cancellationToken);

    public Task<Result<AcsToken, AcsRefusal>> IssueAsync(string communicationUserId, AcsTokenRequest tokenRequest, CancellationToken cancellationToken) =>
        SendAsync("issue", QuotaKind.Tokens, token => acs.IssueAsync(communicationUserId, tokenRequest, token), cancellationToken);

    public Task<Result<AcsDone, AcsRefusal>> RevokeAsync(string communicationUserId, CancellationToken cancellationToken) =>
        SendAsync("revoke", QuotaKind.Revocations, token => acs.RevokeAsync(communicationUserId, token), cancellationToken);

    public Task<Result<AcsDone, AcsRefusal>> DeleteAsync(string communicationUserId, CancellationToken cancellationToken) =>
        SendAsync("delete", QuotaKind.Deletions, token => acs.DeleteAsync(communicationUserId, token), cancellationToken);

    public Task<Result<AcsToken, AcsRefusal>> ExchangeTeamsTokenAsync(string teamsUserAadToken, string clientId, string userObjectId, CancellationToken cancellationToken) =>
        SendAsync(AcsFailure.TeamsExchange, QuotaKind.TeamsExchanges, token => acs.ExchangeTeamsTokenAsync(teamsUserAadToken, clientId, userObjectId, token), cancellationToken);

    public Task<bool> HasCredentialAsync(CancellationToken cancellationToken) => acs.HasCredentialAsync(cancellationToken);

    public void Dispose() => slots.Dispose();

    private async Task<Result<T, AcsRefusal>> SendAsync<T>(
        string operation, QuotaKind kind, Func<CancellationToken, Task<Result<T, AcsRefusal>>> send, CancellationToken cancellationToken)
        where T : notnull
    {
        if (!quotas.TryTakeTurn(kind, options.LongestQueueTime, out var wait))
        {
            Log.HeldBack(logger, operation, wait);
            return new AcsRefusal(AcsRefusalKind.Throttled, wait);
        }

        using var deadline = new CancellationTokenSource(options.Deadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, either.Token);
            }

            return await SendOneOfSomeAsync(operation, kind, send, either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Log.DeadlinePassed(logger, operation, options.Deadline);
            return AcsFailure.NoAnswer;
        }
    }

    private Task<Result<T, AcsRefusal>> SendOneOfSomeAsync<T>(
        string operation, QuotaKind kind, Func<CancellationToken, Task<Result<T, AcsRefusal>>> send, CancellationToken cancellationToken)
        where T : notnull => slots.Wait(0, CancellationToken.None)
            ? SendAndLeaveAsync(kind, send, cancellationToken)
            : EnterAndSendAsync(operation, kind, send, cancellationToken);

    private async Task<Result<T, AcsRefusal>> EnterAndSendAsync<T>(
        string operation, QuotaKind kind, Func<CancellationToken, Task<Result<T, AcsRefusal>>> send, CancellationToken cancellationToken)
        where T : notnull
    {
        if (!await TryEnterAsync(cancellationToken))
        {
            Log.TooManyAtOnce(logger, operation, options.MaxConcurrentCalls);
            return AcsFailure.NoAnswer;
        }

        // The turn has passed while others were under way: going now needs another, or those that waited would go all at once.
        if (!quotas.TryTakeTurn(kind, TimeSpan.Zero, out var wait))
        {
            slots.Release();
            Log.HeldBack(logger, operation, wait);
            return new AcsRefusal(AcsRefusalKind.Throttled, wait);
        }

        return await SendAndLeaveAsync(kind, send, cancellationToken);
    }

    private async Task<Result<T, AcsRefusal>> SendAndLeaveAsync<T>(
        QuotaKind kind, Func<CancellationToken, Task<Result<T, AcsRefusal>>> send, CancellationToken cancellationToken)
        where T : notnull
    {
        try
        {
            var answer = await send(cancellationToken);
            // Of ACS alone: that we held a call back ourselves is no reason to hold back those whose turn comes.
            if (answer is { IsRefused: true, Refusal: { Kind: AcsRefusalKind.Throttled, RetryAfter: var retryAfter } })
            {
                quotas.Hold(kind, retryAfter ?? UnknownThrottle);
            }

            return answer;
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<bool> TryEnterAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.LongestQueueTime, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await slots.WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1205, LogLevel.Warning, "Held back from asking ACS to {Operation}: its quota allows the next call in {Wait}")]
        public static partial void HeldBack(ILogger logger, string operation, TimeSpan wait);

        [LoggerMessage(1206, LogLevel.Warning, "Did not ask ACS to {Operation}: {Calls} calls are already under way and none ended in time")]
        public static partial void TooManyAtOnce(ILogger logger, string operation, int calls);

        [LoggerMessage(1207, LogLevel.Warning, "Gave up asking ACS to {Operation} after {Deadline}")]
        public static partial void DeadlinePassed(ILogger logger, string operation, TimeSpan deadline);
    }
}
