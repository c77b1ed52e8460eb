using AcsFunctions.Identities;
using AcsFunctions.Sweeps;

namespace AcsFunctions.WindDown;

/// <summary>Deletes every identity that the map names, and finishes pending actions on the way. Two at once do no harm.</summary>
internal sealed class WindDownOperation(IIdentityStore store, Sweeper sweeper, TimeProvider clock)
{
    /// <summary>One step of a wind-down: what it did, and the bucket to go on with.</summary>
    /// <param name="from">The bucket to begin with.</param>
    /// <param name="buckets">How many buckets to go through, 1 to 256.</param>
    /// <param name="time">How long the step may take. A dry run ends with a bucket, so that no row is counted twice.</param>
    /// <param name="dryRun">Counts and changes nothing.</param>
    /// <param name="cancellationToken">Ends the step early, like its time.</param>
    public async Task<(CleanUpReport Report, byte Next)> ExecuteAsync(byte from, int buckets, TimeSpan time, bool dryRun, CancellationToken cancellationToken)
    {
        var startedOn = clock.GetUtcNow();
        var started = clock.GetTimestamp();
        var pass = sweeper.NewPass(DeletionReason.WoundDown, dryRun);
        using var deadline = new CancellationTokenSource(time, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, dryRun ? CancellationToken.None : deadline.Token);

        await using var everything = sweeper.NewScan(from, buckets, store.ListIdentitiesAsync, pass, stop.Token, () => !deadline.IsCancellationRequested);
        await sweeper.WorkAsync(everything, () => true, pass, stop.Token);
        var report = pass.Tally.ToReport(dryRun, !everything.IsComplete, startedOn, clock.GetElapsedTime(started));
        return (report, everything.Next);
    }
}
