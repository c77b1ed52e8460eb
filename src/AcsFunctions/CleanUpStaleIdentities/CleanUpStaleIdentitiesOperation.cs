using System.Runtime.CompilerServices;
using AcsFunctions.Identities;
using AcsFunctions.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AcsFunctions.CleanUpStaleIdentities;

/// <summary>
/// Finishes what earlier requests left behind; then, bucket by bucket, deletes stale identities and drops old fences. Decides when and
/// how much; what a step is, the registry knows. Streams, bounded by count, concurrency, deadline and rate; a failed row never stops
/// the rest; a run cut short loses nothing and the next one carries on in its bucket. Two runs at once do no harm.
/// </summary>
public sealed partial class CleanUpStaleIdentitiesOperation(
    IIdentityStore store,
    IdentityRegistry registry,
    IOptions<CleanUpOptions> options,
    TimeProvider clock,
    ServiceMeter meter,
    ILogger<CleanUpStaleIdentitiesOperation> logger)
{
    // ACS counts its quotas in windows of this length.
    private static readonly TimeSpan QuotaWindow = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Promises come first, but while others wait they get no more than this part of a run's rows and time: promises that ACS refuses for
    /// good, such as those to another resource's identities, would else leave no run to anything else.
    /// </summary>
    private const double PromisesShare = 0.5;

    private readonly CleanUpOptions options = options.Value;

    /// <param name="dryRun">Counts and changes nothing, not even the cursor.</param>
    /// <param name="cancellationToken">Ends the run early, like its deadline; the report says so.</param>
    public async Task<CleanUpReport> ExecuteAsync(bool dryRun, CancellationToken cancellationToken)
    {
        using var activity = ServiceActivity.Source.StartActivity("clean_up");
        var startedOn = clock.GetUtcNow();
        var started = clock.GetTimestamp();
        var round = new Round(new CleanUpTally(), new Pace(options.CallsPerSecond, clock), RetirementReason.Stale, dryRun);
        var budget = new RowBudget(options.MaxRowsPerRun);
        var share = budget.Share(PromisesShare);
        using var deadline = new CancellationTokenSource(options.Deadline, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);

        var cursor = await ReadCursorAsync(round.Tally, stop.Token);
        await using var promises = NewLap(cursor.Unfinished, Bucket.Count, store.ListUnfinishedAsync, round, stop.Token);
        await using var old = NewLap(cursor.Stale, Bucket.Count, (bucket, token) => ListOldAsync(bucket, startedOn, token), round, stop.Token);
        await WorkAsync(promises, () => clock.GetElapsedTime(started) < options.Deadline * PromisesShare && share.TryTake(), round, stop.Token);
        await WorkAsync(old, budget.TryTake, round, stop.Token);
        // What the others left of the run is the promises' again.
        await WorkAsync(promises, budget.TryTake, round, stop.Token);

        if (!dryRun)
        {
            // The run may be over because its time is; where it stopped is still worth a write.
            await store.WriteCursorAsync(new CleanUpCursor(promises.Next, old.Next), CancellationToken.None);
        }

        var cutShort = !promises.IsComplete || !old.IsComplete;
        var report = round.Tally.ToReport(dryRun, cutShort, startedOn, clock.GetElapsedTime(started));
        CleanUpMeasures.Record(report, meter, activity);
        Log.Ended(logger, report);
        return report;
    }

    /// <summary>
    /// A stretch of a wind-down: takes every identity for stale, bucket by bucket from one on, and carries out promises on the way.
    /// The bucket to go on with is answered too.
    /// </summary>
    /// <param name="from">The bucket to begin with.</param>
    /// <param name="buckets">How many buckets to go through, 1 to 256.</param>
    /// <param name="time">How long the stretch may take. A dry run ends with a bucket, so that no row is counted twice.</param>
    /// <param name="dryRun">Counts and changes nothing.</param>
    /// <param name="cancellationToken">Ends the stretch early, like its time.</param>
    internal async Task<(CleanUpReport Report, byte Next)> WindDownAsync(byte from, int buckets, TimeSpan time, bool dryRun, CancellationToken cancellationToken)
    {
        var startedOn = clock.GetUtcNow();
        var started = clock.GetTimestamp();
        var round = new Round(new CleanUpTally(), new Pace(options.CallsPerSecond, clock), RetirementReason.WoundDown, dryRun);
        using var deadline = new CancellationTokenSource(time, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, dryRun ? CancellationToken.None : deadline.Token);

        await using var everything = NewLap(from, buckets, ListEverythingAsync, round, stop.Token, () => !deadline.IsCancellationRequested);
        await WorkAsync(everything, () => true, round, stop.Token);
        var report = round.Tally.ToReport(dryRun, !everything.IsComplete, startedOn, clock.GetElapsedTime(started));
        return (report, everything.Next);
    }

    private async IAsyncEnumerable<StoredRow> ListOldAsync(Bucket bucket, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (options.StaleAfter is { } staleAfter)
        {
            await foreach (var row in store.ListMappedAsync(bucket, registry.StaleBefore(now - staleAfter), cancellationToken))
            {
                yield return row;
            }
        }

        await foreach (var fence in store.ListFencesAsync(bucket, registry.FencesBefore, cancellationToken))
        {
            yield return fence;
        }
    }

    private async IAsyncEnumerable<StoredRow> ListEverythingAsync(Bucket bucket, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var promise in store.ListUnfinishedAsync(bucket, cancellationToken))
        {
            yield return promise;
        }

        await foreach (var row in store.ListMappedAsync(bucket, DateTimeOffset.MaxValue, cancellationToken))
        {
            yield return row;
        }
    }

    private Lap NewLap(
        byte start,
        int count,
        Func<Bucket, CancellationToken, IAsyncEnumerable<StoredRow>> list,
        Round round,
        CancellationToken cancellationToken,
        Func<bool>? mayEnter = null) =>
        new(
            start,
            count,
            list,
            mayEnter ?? (() => true),
            (bucket, exception) =>
            {
                round.Tally.Failed();
                Log.BucketUnreadable(logger, bucket, exception);
            },
            cancellationToken);

    private async Task WorkAsync(Lap lap, Func<bool> mayTake, Round round, CancellationToken cancellationToken)
    {
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(
                lap.TakeAsync(mayTake, cancellationToken),
                parallel,
                async (row, token) =>
                {
                    try
                    {
                        await WorkOnAsync(row, round, token);
                    }
                    catch (Exception exception) when (!token.IsCancellationRequested)
                    {
                        round.Tally.Failed();
                        Log.RowFailed(logger, exception);
                    }
                    catch (Exception)
                    {
                        round.Tally.Interrupted();
                        throw;
                    }
                });
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // What a cancelled call throws is the client library's choice.
            lap.BreakOff();
        }
    }

    private Task WorkOnAsync(StoredRow row, Round round, CancellationToken cancellationToken)
    {
        switch (row)
        {
            case UnfinishedRow promise:
                round.Tally.UnfinishedFound();
                return round.DryRun ? Task.CompletedTask : FinishAsync(promise, round.Tally.UnfinishedDone, round, cancellationToken);
            case UserRow { IsMapped: true } mapped:
                round.Tally.StaleFound();
                return round.DryRun ? Task.CompletedTask : RetireAsync(mapped, round, cancellationToken);
            default:
                round.Tally.FenceFound();
                return round.DryRun ? Task.CompletedTask : DropAsync((UserRow)row, round.Tally, cancellationToken);
        }
    }

    private async Task RetireAsync(UserRow row, Round round, CancellationToken cancellationToken)
    {
        if (await registry.RetireAsync(row, round.Reason, cancellationToken) is { } promise)
        {
            await FinishAsync(promise, round.Tally.StaleDeleted, round, cancellationToken);
        }
        else
        {
            round.Tally.StaleChanged();
        }
    }

    private async Task FinishAsync(UnfinishedRow row, Action done, Round round, CancellationToken cancellationToken)
    {
        await round.Pace.WaitAsync(cancellationToken);
        switch (await registry.FinishAsync(row, cancellationToken))
        {
            case FinishOutcome.Done:
                done();
                break;
            case FinishOutcome.Throttled:
                round.Pace.Pause(QuotaWindow);
                round.Tally.Failed();
                break;
            default:
                round.Tally.Failed();
                break;
        }
    }

    private async Task DropAsync(UserRow fence, CleanUpTally tally, CancellationToken cancellationToken)
    {
        switch (await registry.DropFenceAsync(fence, cancellationToken))
        {
            case WriteOutcome.Done:
                tally.FenceDropped();
                break;
            case WriteOutcome.Unknown:
                tally.Failed();
                break;
        }
    }

    private async Task<CleanUpCursor> ReadCursorAsync(CleanUpTally tally, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ReadCursorAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is IdentityStoreException or OperationCanceledException)
        {
            tally.Failed();
            Log.CursorUnreadable(logger, exception);
            return CleanUpCursor.Start;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1301, LogLevel.Information, "Clean-up ended: {Report}")]
        public static partial void Ended(ILogger logger, CleanUpReport report);

        [LoggerMessage(1302, LogLevel.Error, "Clean-up could not work on a row")]
        public static partial void RowFailed(ILogger logger, Exception exception);

        [LoggerMessage(1303, LogLevel.Error, "Clean-up could not read bucket {Bucket}")]
        public static partial void BucketUnreadable(ILogger logger, Bucket bucket, Exception exception);

        [LoggerMessage(1304, LogLevel.Warning, "Clean-up could not read where the last run stopped, and begins at the first bucket")]
        public static partial void CursorUnreadable(ILogger logger, Exception exception);
    }
}
