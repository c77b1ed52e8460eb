using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Acs;

/// <summary>
/// ACS's quotas, shared by the instances that use one identity table, with nothing to configure. An instance begins with a small part.
/// Once it asks for a good deal of that, or ACS refuses it a call, it writes down every two seconds what it asks for, reads what the
/// others do, and takes the share that all of them compute alike. What others see of it changes as long as it lives; where it no longer
/// does, its share falls to the rest. Reading and writing never delay a call. Safe for concurrent use.
/// </summary>
/// <remarks>
/// Shares go by what was written last, so that for one look the sum can exceed the quota; ACS refuses a few calls then. Who comes anew
/// therefore keeps to the small part until all who came with it can have been seen, and grows in steps beside others.
/// </remarks>
public sealed partial class SharedQuotas : IDisposable
{
    // Of a quota, before anything is known of others; of a small one more.
    private const int FirstPart = 8;
    private const int FirstCalls = 10;
    // Who asks for less has no need to share.
    private const int QuietPart = 16;
    private const int SparePart = 32;

    private static readonly int Kinds = Enum.GetValues<QuotaKind>().Length;

    private readonly IQuotaBoard board;
    private readonly TimeProvider clock;
    private readonly ILogger<SharedQuotas> logger;
    private readonly AcsQuotaOptions options;
    private readonly string instance = Guid.NewGuid().ToString("N");
    private readonly int[] quotas;
    private readonly int[] shares;
    private readonly AcsRateLimiter[] limiters;
    private readonly Dictionary<string, Seen> seen = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationToken stopped;
    private readonly ITimer timer;
    private int isSharing;
    private int isExchanging;
    private int looks;
    private TimeSpan lastLook;

    public SharedQuotas(IQuotaBoard board, IOptions<AcsQuotaOptions> options, TimeProvider clock, ILogger<SharedQuotas> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        this.board = board;
        this.options = options.Value;
        this.clock = clock;
        this.logger = logger;
        stopped = stopping.Token;
        quotas = [.. Enum.GetValues<QuotaKind>().Select(QuotaOf)];
        shares = [.. quotas];
        limiters = [.. quotas.Select(quota => new AcsRateLimiter(First(quota), this.options.Window, clock))];
        timer = clock.CreateTimer(_ => _ = ExchangeAsync(stopped), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <value>How often an instance that needs a share looks what it is: 2 seconds.</value>
    internal static TimeSpan LookInterval { get; } = TimeSpan.FromSeconds(2);

    /// <value>How long an instance counts that writes nothing more: 10 seconds.</value>
    internal static TimeSpan Lifetime { get; } = TimeSpan.FromSeconds(10);

    // By then nobody needs what was left behind, and its writer would write it anew.
    private static TimeSpan RemovalAge { get; } = TimeSpan.FromMinutes(1);

    private TimeSpan Now => clock.GetElapsedTime(0);

    /// <summary>Takes the next turn of a kind of call, unless it comes too late.</summary>
    /// <param name="kind">The kind of call.</param>
    /// <param name="patience">The longest wait that is of use.</param>
    /// <param name="wait">How long until the turn; where it was not taken, how long until one is worth asking for.</param>
    public bool TryTakeTurn(QuotaKind kind, TimeSpan patience, out TimeSpan wait)
    {
        var limiter = limiters[(int)kind];
        if (isSharing == 0 && IsBusy(kind))
        {
            Join();
        }

        if (limiter.TryTakeTurn(patience, out wait))
        {
            return true;
        }

        // Once others have been looked for the share may be larger, and a whole window is long.
        wait = looks < 2 && limiter.Limit < quotas[(int)kind]
            ? Shorter(wait, Longer(limiter.HeldFor, 2 * LookInterval))
            : limiter.LineUp(wait, shares[(int)kind]);
        return false;
    }

    /// <summary>ACS has refused a call for its quota: calls of that kind wait for as long as it said.</summary>
    public void Hold(QuotaKind kind, TimeSpan wait)
    {
        limiters[(int)kind].Hold(wait);
        Join();
    }

    /// <summary>Leaves the others to see that this instance is gone.</summary>
    public void Dispose()
    {
        if (!stopped.IsCancellationRequested)
        {
            stopping.Cancel();
            timer.Dispose();
            stopping.Dispose();
        }
    }

    internal int LimitOf(QuotaKind kind) => limiters[(int)kind].Limit;

    private bool IsBusy(QuotaKind kind) => limiters[(int)kind].Asked >= Math.Max(1, quotas[(int)kind] / QuietPart);

    private void Join()
    {
        if (Interlocked.CompareExchange(ref isSharing, 1, 0) == 0)
        {
            timer.Change(TimeSpan.Zero, LookInterval);
        }
    }

    private async Task ExchangeAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref isExchanging, 1, 0) != 0)
        {
            return;
        }

        try
        {
            await LookAsync(cancellationToken);
        }
        catch (Exception exception) when (!stopped.IsCancellationRequested)
        {
            Log.NotShared(logger, exception);
            // By now the others count us out, and use what was ours.
            if (Now - lastLook > Lifetime)
            {
                Begin();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
        finally
        {
            Volatile.Write(ref isExchanging, 0);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var wasRefused = limiters.Aggregate(false, (any, limiter) => limiter.TakeRefusals() || any);
        var kinds = Enumerable.Range(0, Kinds);
        if (!wasRefused && looks > 0 && !kinds.Any(kind => IsBusy((QuotaKind)kind)))
        {
            Leave();
            return;
        }

        var all = await board.ExchangeAsync(instance, [.. limiters.Select(limiter => limiter.Asked)], cancellationToken);
        lastLook = Now;
        Note(all);
        // Those who came with us may not have written when we read: what is due is known from the second look on.
        if (looks++ > 0)
        {
            Apply([.. all.Where(IsAlive)]);
        }

        foreach (var left in all.Where(IsLeftBehind))
        {
            await board.RemoveAsync(left, cancellationToken);
        }
    }

    private void Note(IReadOnlyList<QuotaDemand> all)
    {
        foreach (var one in all)
        {
            // By our own clock: those of the others may differ.
            if (!seen.TryGetValue(one.Instance, out var known) || known.Version != one.Version)
            {
                seen[one.Instance] = new(one.Version, lastLook);
            }
        }

        foreach (var gone in seen.Keys.Except(all.Select(one => one.Instance)).ToArray())
        {
            seen.Remove(gone);
        }
    }

    private bool IsAlive(QuotaDemand one) => one.Instance != instance && lastLook - seen[one.Instance].Since < Lifetime;

    private bool IsLeftBehind(QuotaDemand one) => one.Instance != instance && lastLook - seen[one.Instance].Since > RemovalAge;

    private void Apply(IReadOnlyList<QuotaDemand> others)
    {
        for (var kind = 0; kind < Kinds; kind++)
        {
            var limiter = limiters[kind];
            // Beside others a little is left over: what each has written is two seconds old at most, and that long may be too much.
            var quota = others.Count == 0 ? quotas[kind] : quotas[kind] - (quotas[kind] / SparePart);
            var share = shares[kind] = QuotaShare.Of(quota, limiter.Asked, others.Select(other => kind < other.Calls.Count ? other.Calls[kind] : 0));
            // What the others leave they have used until now: all of it at once would be too much within ACS's window.
            var step = Math.Max(1, (int)(quotas[kind] * (LookInterval / options.Window)));
            limiter.Limit = others.Count == 0 ? share : Math.Min(share, limiter.Limit + step);
        }
    }

    private void Leave()
    {
        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Begin();
        seen.Clear();
        Volatile.Write(ref isSharing, 0);
    }

    private void Begin()
    {
        looks = 0;
        for (var kind = 0; kind < Kinds; kind++)
        {
            limiters[kind].Limit = Math.Min(limiters[kind].Limit, First(quotas[kind]));
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => other < one ? other : one;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => other > one ? other : one;

    private static int First(int quota) => Math.Min(quota, Math.Max(FirstCalls, quota / FirstPart));

    private int QuotaOf(QuotaKind kind) => kind switch
    {
        QuotaKind.Creations => options.Creations,
        QuotaKind.CreationsWithToken => options.CreationsWithToken,
        QuotaKind.Tokens => options.Tokens,
        QuotaKind.Revocations => options.Revocations,
        QuotaKind.Deletions => options.Deletions,
        _ => options.TeamsExchanges,
    };

    private readonly record struct Seen(string Version, TimeSpan Since);

    private static partial class Log
    {
        [LoggerMessage(1208, LogLevel.Warning, "Did not learn what other instances ask of ACS's quotas; within ten seconds an eighth is used until that is known again")]
        public static partial void NotShared(ILogger logger, Exception exception);
    }
}
