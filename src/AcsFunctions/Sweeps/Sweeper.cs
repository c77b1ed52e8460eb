using AcsFunctions.Acs;
using AcsFunctions.Identities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Sweeps;

/// <summary>
/// Works on the rows of a sweep through the table: finishes pending actions, unmaps identities and deletes them at ACS, drops fences.
/// Streams, bounded by count, concurrency, deadline and rate. What a step is, the registry knows. Safe for concurrent use.
/// </summary>
public sealed partial class Sweeper(
    IdentityRegistry registry, IOptions<CleanUpOptions> options, IOptions<AcsQuotaOptions> quota, TimeProvider clock, ILogger<Sweeper> logger)
{
    // Users share the quotas.
    private const double QuotaShare = 0.5;

    private readonly CleanUpOptions options = options.Value;
    private readonly AcsQuotaOptions quota = quota.Value;

    private double CallsPerSecond => Math.Min(options.CallsPerSecond, Math.Min(quota.Deletions, quota.Revocations) / quota.Window.TotalSeconds * QuotaShare);

    /// <summary>Begins to count.</summary>
    /// <param name="reason">Why mapped rows are unmapped.</param>
    /// <param name="dryRun">Counts, and changes nothing.</param>
    internal SweepPass NewPass(DeletionReason reason, bool dryRun) => new(new SweepTally(), new CallRateLimiter(CallsPerSecond, clock), reason, dryRun);

    /// <summary>Goes through buckets; one that cannot be read is counted as failed.</summary>
    internal BucketScan NewScan(
        byte start,
        int count,
        Func<BucketRange, CancellationToken, IAsyncEnumerable<StoredRow>> list,
        SweepPass pass,
        CancellationToken cancellationToken,
        Func<bool>? mayEnter = null) =>
        new(
            start,
            count,
            list,
            mayEnter ?? (() => true),
            (bucket, exception) =>
            {
                pass.Tally.Failed();
                Log.BucketUnreadable(logger, bucket, exception);
            },
            clock,
            cancellationToken);

    /// <summary>Works on rows for as long as they may be taken; a row that fails never stops the rest.</summary>
    internal async Task WorkAsync(BucketScan scan, Func<bool> mayTake, SweepPass pass, CancellationToken cancellationToken)
    {
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(
                scan.TakeAsync(mayTake, cancellationToken),
                parallel,
                async (row, token) =>
                {
                    try
                    {
                        await WorkOnAsync(row, pass, token);
                    }
                    catch (Exception exception) when (!token.IsCancellationRequested)
                    {
                        pass.Tally.Failed();
                        Log.RowFailed(logger, exception);
                    }
                    catch (Exception)
                    {
                        pass.Tally.Interrupted();
                        throw;
                    }
                });
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // What a cancelled call throws is the client library's choice.
            scan.BreakOff();
        }
    }

    private Task WorkOnAsync(StoredRow row, SweepPass pass, CancellationToken cancellationToken)
    {
        switch (row)
        {
            case PendingAction pending:
                pass.Tally.UnfinishedFound();
                return pass.DryRun ? Task.CompletedTask : FinishAsync(pending, pass.Tally.UnfinishedDone, pass, cancellationToken);
            case UserRow { IsMapped: true } guest when pass.Reason == DeletionReason.Stale && registry.IsExpiredGuest(guest):
                pass.Tally.GuestFound();
                return pass.DryRun ? Task.CompletedTask : UnmapAsync(guest, DeletionReason.GuestExpired, pass.Tally.GuestDeleted, pass, cancellationToken);
            case UserRow { IsMapped: true } mapped:
                pass.Tally.StaleFound();
                return pass.DryRun ? Task.CompletedTask : UnmapAsync(mapped, pass.Reason, pass.Tally.StaleDeleted, pass, cancellationToken);
            default:
                pass.Tally.FenceFound();
                return pass.DryRun ? Task.CompletedTask : DropAsync((UserRow)row, pass.Tally, cancellationToken);
        }
    }

    private async Task UnmapAsync(UserRow row, DeletionReason reason, Action done, SweepPass pass, CancellationToken cancellationToken)
    {
        if (await registry.UnmapAsync(row, reason, cancellationToken) is { } pending)
        {
            await FinishAsync(pending, done, pass, cancellationToken);
        }
        else
        {
            pass.Tally.StaleChanged();
        }
    }

    private async Task FinishAsync(PendingAction row, Action done, SweepPass pass, CancellationToken cancellationToken)
    {
        await pass.RateLimiter.WaitAsync(cancellationToken);
        switch (await registry.FinishAsync(row, cancellationToken))
        {
            case FinishOutcome.Done:
                done();
                break;
            case FinishOutcome.Throttled:
                pass.RateLimiter.Pause(quota.Window);
                pass.Tally.Failed();
                break;
            default:
                pass.Tally.Failed();
                break;
        }
    }

    private async Task DropAsync(UserRow fence, SweepTally tally, CancellationToken cancellationToken)
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

    private static partial class Log
    {
        [LoggerMessage(1302, LogLevel.Error, "Clean-up could not work on a row")]
        public static partial void RowFailed(ILogger logger, Exception exception);

        [LoggerMessage(1303, LogLevel.Error, "Clean-up could not read bucket {Bucket}")]
        public static partial void BucketUnreadable(ILogger logger, Bucket bucket, Exception exception);
    }
}
