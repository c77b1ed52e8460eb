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
        var (tally, next) = await operation.WindDownAsync(before.NextBucket, StretchTime, run.DryRun, cancellationToken);
        var (after, isLast) = After(before, tally, next, run.DryRun);
        return new(isLast && !cancellationToken.IsCancellationRequested, JsonSerializer.Serialize(after, ReportJson.Default.WindDownReport));
    }

    internal static (WindDownReport Report, bool IsLast) After(WindDownReport before, CleanUpReport stretch, byte next, bool dryRun)
    {
        // A stretch that reached its end saw every bucket: what earlier ones of the round left behind, it met again.
        var round = stretch.CutShort ? before : before with { BucketsThisRound = 0, DoneThisRound = 0, LeftBehindThisRound = 0, BucketGivenUpThisRound = false };
        var after = round with
        {
            Found = before.Found + (dryRun ? stretch.StaleFound : 0),
            UnfinishedFound = before.UnfinishedFound + (dryRun ? stretch.UnfinishedFound : 0),
            Deleted = before.Deleted + stretch.StaleDeleted,
            UnfinishedDone = before.UnfinishedDone + stretch.UnfinishedDone,
            NextBucket = next,
            BucketsThisRound = round.BucketsThisRound + (stretch.CutShort ? (next - before.NextBucket + Bucket.Count) % Bucket.Count : Bucket.Count),
            DoneThisRound = round.DoneThisRound + stretch.StaleDeleted + stretch.UnfinishedDone,
            LeftBehindThisRound = round.LeftBehindThisRound + stretch.Failed + stretch.StaleChanged,
            BucketGivenUpThisRound = round.BucketGivenUpThisRound || (!dryRun && stretch.CutShort && next == (byte)(before.NextBucket + 1)),
        };
        if (after.BucketsThisRound < Bucket.Count)
        {
            return (after, false);
        }

        var complete = after is { LeftBehindThisRound: 0, BucketGivenUpThisRound: false };
        return complete || dryRun || after.DoneThisRound == 0
            ? (after with { Complete = complete && !dryRun }, true)
            : (after with { Round = after.Round + 1, BucketsThisRound = 0, DoneThisRound = 0, LeftBehindThisRound = 0, BucketGivenUpThisRound = false }, false);
    }
}
