using AcsFunctions.Identities;
using AcsFunctions.Sweeps;
using AcsFunctions.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AcsFunctions.CleanUpStaleIdentities;

/// <summary>
/// Finishes pending actions; keeps the index; then, bucket by bucket, deletes stale identities and guests whose time is over, and drops old
/// fences. It decides what and how much;
/// <see cref="Sweeper"/> works on the rows. A run that is cut short loses nothing: the next one carries on in its bucket. Two at once
/// do no harm.
/// </summary>
public sealed partial class CleanUpStaleIdentitiesOperation(
    IIdentityStore store,
    IdentityRegistry registry,
    Sweeper sweeper,
    IndexWalker indexWalker,
    IOptions<CleanUpOptions> options,
    TimeProvider clock,
    ServiceMeter meter,
    ILogger<CleanUpStaleIdentitiesOperation> logger)
{
    /// <summary>
    /// Pending actions come first, but while others wait they get no more than this part of a run's rows and time: actions that ACS
    /// refuses for good, such as those on another resource's identities, would otherwise use up every run.
    /// </summary>
    private const double PendingShare = 0.5;

    /// <summary>The part of a run's time that the index gets, before what is old: adoptions wait for its first walk, however much there is to delete.</summary>
    private const double IndexShare = 0.25;

    private readonly CleanUpOptions options = options.Value;

    /// <param name="dryRun">Counts and changes nothing, not even the cursor.</param>
    /// <param name="cancellationToken">Ends the run early, like its deadline; the report says so.</param>
    public async Task<CleanUpReport> ExecuteAsync(bool dryRun, CancellationToken cancellationToken)
    {
        using var activity = ServiceActivity.Source.StartActivity("clean_up");
        var startedOn = clock.GetUtcNow();
        var started = clock.GetTimestamp();
        var pass = sweeper.NewPass(DeletionReason.Stale, dryRun);
        var budget = new RowBudget(options.MaxRowsPerRun);
        var share = budget.Share(PendingShare);
        using var deadline = new CancellationTokenSource(options.Deadline, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);

        var cursor = await ReadCursorAsync(pass.Tally, stop.Token);
        await using var pendingActions = sweeper.NewScan(cursor.Unfinished, Bucket.Count, store.ListPendingAsync, pass, stop.Token);
        await using var old = sweeper.NewScan(cursor.Stale, Bucket.Count, (buckets, token) => ListOld(buckets, startedOn, token), pass, stop.Token);
        await sweeper.WorkAsync(pendingActions, () => clock.GetElapsedTime(started) < options.Deadline * PendingShare && share.TryTake(), pass, stop.Token);
        var walkStarted = clock.GetTimestamp();
        var isIndexed = dryRun || await indexWalker.WalkAsync(() => clock.GetElapsedTime(walkStarted) < options.Deadline * IndexShare, pass.Tally, stop.Token);
        await sweeper.WorkAsync(old, budget.TryTake, pass, stop.Token);
        // What the others left of the run is for pending actions again.
        await sweeper.WorkAsync(pendingActions, budget.TryTake, pass, stop.Token);

        if (!dryRun)
        {
            // The run may be over because its time is; where it stopped is still worth a write.
            await store.WriteCursorAsync(new CleanUpCursor(pendingActions.Next, old.Next), CancellationToken.None);
        }

        var cutShort = !pendingActions.IsComplete || !old.IsComplete || !isIndexed;
        var report = pass.Tally.ToReport(dryRun, cutShort, startedOn, clock.GetElapsedTime(started));
        CleanUpMeasures.Record(report, meter, activity);
        Log.Ended(logger, report);
        return report;
    }

    private IAsyncEnumerable<StoredRow> ListOld(BucketRange buckets, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var staleBefore = options.StaleAfter is { } staleAfter ? registry.StaleBefore(now - staleAfter) : StoredRow.EarliestInstant;
        // A row that somebody wrote by hand may have the columns of both: what it is decides what is done to it, and not which list it is in.
        return BucketMerge.Of(
            buckets,
            store.ListMappedAsync(buckets, staleBefore, deleteBefore: now, cancellationToken).Where(row => row.IsMapped && IsOld(row)),
            store.ListFencesAsync(buckets, registry.FencesBefore, cancellationToken).Where(row => !row.IsMapped),
            cancellationToken);
    }

    // A guest was told until when, whether or not a token is asked for.
    private bool IsOld(UserRow row) => row.DeleteOn is null || registry.IsExpiredGuest(row);

    private async Task<CleanUpCursor> ReadCursorAsync(SweepTally tally, CancellationToken cancellationToken)
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

        [LoggerMessage(1304, LogLevel.Warning, "Clean-up could not read where the last run stopped, and begins at the first bucket")]
        public static partial void CursorUnreadable(ILogger logger, Exception exception);
    }
}
