using System.Runtime.CompilerServices;
using AcsFunctions.Identities;
using AcsFunctions.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AcsFunctions.CleanUpStaleIdentities;

/// <summary>
/// Finishes what earlier requests left behind, then deletes stale identities, then drops old fences. Decides when and how much; what a
/// step is, the registry knows. Streams bucket by bucket, bounded by count, concurrency, deadline and rate; a failed row never stops
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

    private readonly CleanUpOptions options = options.Value;

    /// <param name="dryRun">Counts and changes nothing, not even the cursor.</param>
    /// <param name="cancellationToken">Ends the run early, like its deadline; the report says so.</param>
    public async Task<CleanUpReport> ExecuteAsync(bool dryRun, CancellationToken cancellationToken)
    {
        using var activity = ServiceActivity.Source.StartActivity("clean_up");
        var startedOn = clock.GetUtcNow();
        var started = clock.GetTimestamp();
        var tally = new CleanUpTally(options.MaxRowsPerRun);
        var pace = new Pace(options.CallsPerSecond, clock);
        using var deadline = new CancellationTokenSource(options.Deadline, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);

        var cursor = await ReadCursorAsync(tally, stop.Token);
        foreach (var phase in Phases(tally, pace, dryRun, startedOn))
        {
            cursor = await RunAsync(phase, cursor, tally, stop.Token);
            if (tally.CutShort)
            {
                break;
            }
        }

        if (!dryRun)
        {
            // The run may be over because its time is; where it stopped is still worth a write.
            await store.WriteCursorAsync(cursor, CancellationToken.None);
        }

        var report = tally.ToReport(dryRun, startedOn, clock.GetElapsedTime(started));
        CleanUpMeasures.Record(report, meter, activity);
        Log.Ended(logger, report);
        return report;
    }

    /// <summary>
    /// A stretch of a wind-down: takes every identity for stale, bucket by bucket from one on, and carries out promises on the way.
    /// Where it was cut short, the bucket to go on with is answered too.
    /// </summary>
    /// <param name="from">The bucket to begin with.</param>
    /// <param name="time">How long the stretch may take. A dry run ends with a bucket, so that no row is counted twice.</param>
    /// <param name="dryRun">Counts and changes nothing.</param>
    /// <param name="cancellationToken">Ends the stretch early, like its time.</param>
    internal async Task<(CleanUpReport Report, byte Next)> WindDownAsync(byte from, TimeSpan time, bool dryRun, CancellationToken cancellationToken)
    {
        var startedOn = clock.GetUtcNow();
        var started = clock.GetTimestamp();
        var tally = new CleanUpTally(int.MaxValue);
        var pace = new Pace(options.CallsPerSecond, clock);
        using var deadline = new CancellationTokenSource(time, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, dryRun ? CancellationToken.None : deadline.Token);

        var everything = new CleanUpPhase<StoredRow>(
            cursor => cursor.Stale,
            (cursor, bucket) => cursor with { Stale = bucket },
            ListEverythingAsync,
            (row, token) => row is UnfinishedRow promise
                ? WorkOnUnfinishedAsync(promise, tally, pace, dryRun, token)
                : WorkOnMappedAsync((UserRow)row, RetirementReason.WoundDown, tally, pace, dryRun, token));
        var cursor = await RunAsync(everything, CleanUpCursor.Start with { Stale = from }, tally, stop.Token, () => !deadline.IsCancellationRequested);
        return (tally.ToReport(dryRun, startedOn, clock.GetElapsedTime(started)), cursor.Stale);
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

    private IEnumerable<ICleanUpPhase> Phases(CleanUpTally tally, Pace pace, bool dryRun, DateTimeOffset now)
    {
        yield return new CleanUpPhase<UnfinishedRow>(
            cursor => cursor.Unfinished,
            (cursor, bucket) => cursor with { Unfinished = bucket },
            store.ListUnfinishedAsync,
            (row, token) => WorkOnUnfinishedAsync(row, tally, pace, dryRun, token));
        if (options.StaleAfter is { } staleAfter)
        {
            var before = registry.StaleBefore(now - staleAfter);
            yield return new CleanUpPhase<UserRow>(
                cursor => cursor.Stale,
                (cursor, bucket) => cursor with { Stale = bucket },
                (bucket, token) => store.ListMappedAsync(bucket, before, token),
                (row, token) => WorkOnMappedAsync(row, RetirementReason.Stale, tally, pace, dryRun, token));
        }

        yield return new CleanUpPhase<UserRow>(
            cursor => cursor.Fences,
            (cursor, bucket) => cursor with { Fences = bucket },
            (bucket, token) => store.ListFencesAsync(bucket, registry.FencesBefore, token),
            (row, token) =>
            {
                tally.FenceFound();
                return dryRun ? Task.CompletedTask : DropAsync(row, tally, token);
            });
    }

    private Task WorkOnUnfinishedAsync(UnfinishedRow row, CleanUpTally tally, Pace pace, bool dryRun, CancellationToken cancellationToken)
    {
        tally.UnfinishedFound();
        return dryRun ? Task.CompletedTask : FinishAsync(row, tally.UnfinishedDone, tally, pace, cancellationToken);
    }

    private Task WorkOnMappedAsync(
        UserRow row, RetirementReason reason, CleanUpTally tally, Pace pace, bool dryRun, CancellationToken cancellationToken)
    {
        tally.StaleFound();
        return dryRun ? Task.CompletedTask : RetireAsync(row, reason, tally, pace, cancellationToken);
    }

    private async Task<CleanUpCursor> RunAsync(
        ICleanUpPhase phase, CleanUpCursor cursor, CleanUpTally tally, CancellationToken cancellationToken, Func<bool>? mayGoOn = null)
    {
        var start = phase.StartOf(cursor);
        var at = start;
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(
                BucketsFrom(start, bucket => at = bucket.Number, mayGoOn, phase, tally, cancellationToken),
                parallel,
                async (work, token) =>
                {
                    try
                    {
                        await work(token);
                    }
                    catch (Exception exception) when (!token.IsCancellationRequested)
                    {
                        tally.Failed();
                        Log.RowFailed(logger, exception);
                    }
                });
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // What a cancelled call throws is the client library's choice.
            tally.CutShort = true;
        }

        // A run that never left its first bucket gives the next bucket a turn: rows that cannot be finished must not hold up the rest.
        return tally.CutShort ? phase.StopAt(cursor, at == start ? (byte)(start + 1) : at) : cursor;
    }

    private async IAsyncEnumerable<Func<CancellationToken, Task>> BucketsFrom(
        byte start, Action<Bucket> entering, Func<bool>? mayGoOn, ICleanUpPhase phase, CleanUpTally tally, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var offset = 0; offset < Bucket.Count; offset++)
        {
            var bucket = new Bucket((byte)((start + offset) % Bucket.Count));
            entering(bucket);
            if (offset > 0 && mayGoOn?.Invoke() == false)
            {
                tally.CutShort = true;
                yield break;
            }

            await using var rows = phase.WorkIn(bucket, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await MoveNextAsync(rows, bucket, tally))
            {
                if (!tally.TryTakeRow())
                {
                    tally.CutShort = true;
                    yield break;
                }

                yield return rows.Current;
            }
        }
    }

    // A bucket that cannot be read costs that bucket's turn, not the run.
    private async ValueTask<bool> MoveNextAsync(IAsyncEnumerator<Func<CancellationToken, Task>> rows, Bucket bucket, CleanUpTally tally)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (IdentityStoreException exception)
        {
            tally.Failed();
            Log.BucketUnreadable(logger, bucket, exception);
            return false;
        }
    }

    private async Task RetireAsync(UserRow row, RetirementReason reason, CleanUpTally tally, Pace pace, CancellationToken cancellationToken)
    {
        if (await registry.RetireAsync(row, reason, cancellationToken) is { } promise)
        {
            await FinishAsync(promise, tally.StaleDeleted, tally, pace, cancellationToken);
        }
        else
        {
            tally.StaleChanged();
        }
    }

    private async Task FinishAsync(UnfinishedRow row, Action done, CleanUpTally tally, Pace pace, CancellationToken cancellationToken)
    {
        await pace.WaitAsync(cancellationToken);
        switch (await registry.FinishAsync(row, cancellationToken))
        {
            case FinishOutcome.Done:
                done();
                break;
            case FinishOutcome.Throttled:
                pace.Pause(QuotaWindow);
                tally.Failed();
                break;
            default:
                tally.Failed();
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
