using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Acs;

/// <summary>
/// ACS, within its quotas, a number of calls at once, and a time. Beyond the quota ACS refuses calls and counts them all the same, so
/// that whoever goes on asking gets less than the quota; here a call waits a little for its turn, or is refused without being sent.
/// </summary>
public sealed partial class PacedAcsIdentities : IAcsIdentities, IDisposable
{
    // What callers are told where ACS throttles and does not say for how long, and how long we hold back then.
    private static readonly TimeSpan UnknownThrottle = TimeSpan.FromSeconds(1);

    private readonly IAcsIdentities acs;
    private readonly AcsOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger<PacedAcsIdentities> logger;
    private readonly SemaphoreSlim slots;
    private readonly AcsPace creations;
    private readonly AcsPace creationsWithToken;
    private readonly AcsPace tokens;
    private readonly AcsPace revocations;
    private readonly AcsPace deletions;
    private readonly AcsPace exchanges;

    public PacedAcsIdentities(
        IAcsIdentities acs, IOptions<AcsOptions> options, IOptions<AcsQuotaOptions> quota, TimeProvider clock, ILogger<PacedAcsIdentities> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(quota);
        this.acs = acs;
        this.options = options.Value;
        this.clock = clock;
        this.logger = logger;
        slots = new(this.options.MaxConcurrentCalls);
        creations = Pace(quota.Value.Creations);
        creationsWithToken = Pace(quota.Value.CreationsWithToken);
        tokens = Pace(quota.Value.Tokens);
        revocations = Pace(quota.Value.Revocations);
        deletions = Pace(quota.Value.Deletions);
        exchanges = Pace(quota.Value.TeamsExchanges);

        AcsPace Pace(int calls) => new(calls, quota.Value.Window, clock);
    }

    // A creation that was sent is never cancelled by us: its identity would be lost with the answer.
    public Task<AcsAnswer<AcsIdentity>> CreateAsync(TokenTerms? terms, CancellationToken cancellationToken) => SendAsync(
        "create", terms is null ? creations : creationsWithToken, _ => acs.CreateAsync(terms, cancellationToken), cancellationToken);

    public Task<AcsAnswer<AcsToken>> IssueAsync(string communicationUserId, TokenTerms terms, CancellationToken cancellationToken) =>
        SendAsync("issue", tokens, token => acs.IssueAsync(communicationUserId, terms, token), cancellationToken);

    public Task<AcsAnswer<AcsDone>> RevokeAsync(string communicationUserId, CancellationToken cancellationToken) =>
        SendAsync("revoke", revocations, token => acs.RevokeAsync(communicationUserId, token), cancellationToken);

    public Task<AcsAnswer<AcsDone>> DeleteAsync(string communicationUserId, CancellationToken cancellationToken) =>
        SendAsync("delete", deletions, token => acs.DeleteAsync(communicationUserId, token), cancellationToken);

    public Task<AcsAnswer<AcsToken>> ExchangeTeamsTokenAsync(string teamsUserAadToken, string clientId, string userObjectId, CancellationToken cancellationToken) =>
        SendAsync(AcsFailure.TeamsExchange, exchanges, token => acs.ExchangeTeamsTokenAsync(teamsUserAadToken, clientId, userObjectId, token), cancellationToken);

    public Task<bool> HasCredentialAsync(CancellationToken cancellationToken) => acs.HasCredentialAsync(cancellationToken);

    public void Dispose() => slots.Dispose();

    private async Task<AcsAnswer<T>> SendAsync<T>(
        string operation, AcsPace pace, Func<CancellationToken, Task<AcsAnswer<T>>> send, CancellationToken cancellationToken)
        where T : notnull
    {
        if (!pace.TryTakeTurn(options.LongestQueueTime, out var wait))
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

            var answer = await SendOneOfSomeAsync(operation, pace, send, either.Token);
            if (answer is { IsRefused: true, Refusal: { Kind: AcsRefusalKind.Throttled, RetryAfter: var retryAfter } })
            {
                pace.Hold(retryAfter ?? UnknownThrottle);
            }

            return answer;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Log.DeadlinePassed(logger, operation, options.Deadline);
            return AcsFailure.NoAnswer;
        }
    }

    private async Task<AcsAnswer<T>> SendOneOfSomeAsync<T>(
        string operation, AcsPace pace, Func<CancellationToken, Task<AcsAnswer<T>>> send, CancellationToken cancellationToken)
        where T : notnull
    {
        if (slots.Wait(0, CancellationToken.None))
        {
            return await SendAndLeaveAsync(send, cancellationToken);
        }

        if (!await TryEnterAsync(cancellationToken))
        {
            Log.TooManyAtOnce(logger, operation, options.MaxConcurrentCalls);
            return AcsFailure.NoAnswer;
        }

        // The turn has passed while others were under way: going now needs another, or those that waited would go all at once.
        if (!pace.TryTakeTurn(TimeSpan.Zero, out var wait))
        {
            slots.Release();
            Log.HeldBack(logger, operation, wait);
            return new AcsRefusal(AcsRefusalKind.Throttled, wait);
        }

        return await SendAndLeaveAsync(send, cancellationToken);
    }

    private async Task<AcsAnswer<T>> SendAndLeaveAsync<T>(Func<CancellationToken, Task<AcsAnswer<T>>> send, CancellationToken cancellationToken)
        where T : notnull
    {
        try
        {
            return await send(cancellationToken);
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
