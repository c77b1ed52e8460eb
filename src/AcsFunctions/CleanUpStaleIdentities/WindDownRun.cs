using System.Text.Json;
using AcsFunctions.Identities;
using AcsFunctions.Runs;
using Microsoft.Extensions.Options;

namespace AcsFunctions.CleanUpStaleIdentities;

/// <summary>A wind-down that an operator asked for: stretch after stretch, for days where it must be.</summary>
internal sealed class WindDownRun(CleanUpStaleIdentitiesOperation operation, IOptions<CleanUpOptions> options) : IRunWork
{
    // Short, because a crash loses a stretch's counts.
    private static readonly TimeSpan ShortStretch = TimeSpan.FromMinutes(2);

    public RunKind Kind => RunKind.WindDown;

    public TimeSpan StretchTime => options.Value.Deadline < ShortStretch ? options.Value.Deadline : ShortStretch;

    public async Task<Stretch> WorkAsync(Run run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var before = run.Report is { } json ? JsonSerializer.Deserialize(json, ReportJson.Default.WindDownReport)! : new WindDownReport();
        var (tally, next) = await operation.WindDownAsync(before.NextBucket, Bucket.Count - before.BucketsThisRound, StretchTime, run.DryRun, cancellationToken);
        var (after, isLast) = After(before, tally, next, run.DryRun);
        return new(isLast && !cancellationToken.IsCancellationRequested, JsonSerializer.Serialize(after, ReportJson.Default.WindDownReport));
    }

    internal static (WindDownReport Report, bool IsLast) After(WindDownReport before, CleanUpReport stretch, byte next, bool dryRun)
    {
        var after = before with
        {
            Found = before.Found + (dryRun ? stretch.StaleFound : 0),
            UnfinishedFound = before.UnfinishedFound + (dryRun ? stretch.UnfinishedFound : 0),
            Deleted = before.Deleted + stretch.StaleDeleted,
            UnfinishedDone = before.UnfinishedDone + stretch.UnfinishedDone,
            NextBucket = next,
            BucketsThisRound = stretch.CutShort ? before.BucketsThisRound + ((next - before.NextBucket + Bucket.Count) % Bucket.Count) : Bucket.Count,
            DoneThisRound = before.DoneThisRound + stretch.StaleDeleted + stretch.UnfinishedDone,
            LeftBehindThisRound = before.LeftBehindThisRound + stretch.Failed + stretch.StaleChanged,
            InterruptedThisRound = before.InterruptedThisRound + stretch.Interrupted,
            BucketGivenUpThisRound = before.BucketGivenUpThisRound || (!dryRun && stretch.CutShort && next == (byte)(before.NextBucket + 1)),
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
