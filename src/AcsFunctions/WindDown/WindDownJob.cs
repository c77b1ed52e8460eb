using System.Text.Json;
using AcsFunctions.Identities;
using AcsFunctions.Jobs;
using AcsFunctions.Sweeps;
using Microsoft.Extensions.Options;

namespace AcsFunctions.WindDown;

/// <summary>A wind-down that an operator asked for: step after step, for days where it must be.</summary>
internal sealed class WindDownJob(WindDownOperation operation, IOptions<CleanUpOptions> options) : IJobHandler
{
    // Short, because a crash loses the counts of a step.
    private static readonly TimeSpan ShortStep = TimeSpan.FromMinutes(2);

    public JobKind Kind => JobKind.WindDown;

    public TimeSpan StepTime => options.Value.Deadline < ShortStep ? options.Value.Deadline : ShortStep;

    public async Task<JobStep> WorkAsync(Job job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        var before = job.Report is { } json ? JsonSerializer.Deserialize(json, WindDownReportJson.Default.WindDownReport)! : new WindDownReport();
        var (tally, next) = await operation.ExecuteAsync(before.NextBucket, Bucket.Count - before.BucketsThisRound, StepTime, job.DryRun, cancellationToken);
        var (after, isLast) = After(before, tally, next, job.DryRun);
        return new(isLast && !cancellationToken.IsCancellationRequested, JsonSerializer.Serialize(after, WindDownReportJson.Default.WindDownReport));
    }

    internal static (WindDownReport Report, bool IsLast) After(WindDownReport before, CleanUpReport step, byte next, bool dryRun)
    {
        var after = before with
        {
            Found = before.Found + (dryRun ? step.StaleFound : 0),
            UnfinishedFound = before.UnfinishedFound + (dryRun ? step.UnfinishedFound : 0),
            Deleted = before.Deleted + step.StaleDeleted,
            UnfinishedDone = before.UnfinishedDone + step.UnfinishedDone,
            NextBucket = next,
            BucketsThisRound = step.CutShort ? before.BucketsThisRound + ((next - before.NextBucket + Bucket.Count) % Bucket.Count) : Bucket.Count,
            DoneThisRound = before.DoneThisRound + step.StaleDeleted + step.UnfinishedDone,
            LeftBehindThisRound = before.LeftBehindThisRound + step.Failed + step.StaleChanged,
            InterruptedThisRound = before.InterruptedThisRound + step.Interrupted,
            BucketGivenUpThisRound = before.BucketGivenUpThisRound || (!dryRun && step.CutShort && next == (byte)(before.NextBucket + 1)),
        };
        if (after.BucketsThisRound < Bucket.Count)
        {
            return (after, false);
        }

        // Work done is no proof that none is left: only a round that met nothing, and was nowhere interrupted, is.
        var complete = !dryRun && after is { DoneThisRound: 0, LeftBehindThisRound: 0, InterruptedThisRound: 0, BucketGivenUpThisRound: false };
        var stuck = after.DoneThisRound == 0 && (after.LeftBehindThisRound > 0 || after.BucketGivenUpThisRound);
        return complete || stuck || dryRun
            ? (after with { Complete = complete }, true)
            : (after with { Round = after.Round + 1, BucketsThisRound = 0, DoneThisRound = 0, LeftBehindThisRound = 0, InterruptedThisRound = 0, BucketGivenUpThisRound = false }, false);
    }
}
