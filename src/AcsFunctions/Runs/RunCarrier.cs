using AcsFunctions.Identities;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Runs;

/// <summary>
/// Carries runs out, a stretch at a time, between which the row says all there is to know. Called by a timer every minute, so that a
/// run outlives requests, instances and crashes: whoever comes next reads the row and goes on. One sweeps at a time, by a lease that
/// ends by the clock; should two do so all the same, each step is safe to repeat.
/// </summary>
public sealed partial class RunCarrier(RunTable runs, IEnumerable<IRunWork> works, TimeProvider clock, ILogger<RunCarrier> logger)
{
    /// <summary>For writing down what the last moment of a stretch came to.</summary>
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(30);

    // The host ends a function at functionTimeout of host.json, 10 minutes; the longest stretch takes 9 of them.
    private static readonly TimeSpan Shift = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private const int MaxFailures = 10;

    /// <summary>How often whoever carries a run looks whether it is to stop.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    /// <summary>Carries on the oldest run that is not over, for a while.</summary>
    public async Task CarryOnAsync(CancellationToken cancellationToken)
    {
        try
        {
            var all = await runs.ListAsync(cancellationToken);
            if (all.FirstOrDefault(run => !run.IsOver) is { } next)
            {
                var work = works.Single(work => work.Kind == next.Kind);
                await WithLeaseAsync(work.StretchTime, lease => CarryOnAsync(next.Id, work, lease, cancellationToken), cancellationToken);
            }

            foreach (var old in all.Where(run => run.IsOver && run.FinishedOn < clock.GetUtcNow() - KeptFor))
            {
                await runs.RemoveAsync(old, cancellationToken);
            }
        }
        catch (IdentityStoreException exception)
        {
            Log.RunsUnreadable(logger, exception);
        }
    }

    /// <summary>Does something for at most so long that no run should do at the same time, or nothing where one is at work.</summary>
    public async Task AloneAsync(TimeSpan time, Func<Task> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            await WithLeaseAsync(
                time,
                async lease =>
                {
                    await work();
                    return lease;
                },
                cancellationToken);
        }
        catch (IdentityStoreException exception)
        {
            // Being alone saves work; it is not what makes the work safe.
            Log.LeaseUnreadable(logger, exception);
            await work();
        }
    }

    private async Task WithLeaseAsync(TimeSpan time, Func<RunLease, Task<RunLease>> work, CancellationToken cancellationToken)
    {
        if (await runs.TakeLeaseAsync(time + LeaseMargin, cancellationToken) is not { } lease)
        {
            Log.AnotherAtWork(logger);
            return;
        }

        try
        {
            lease = await work(lease);
        }
        finally
        {
            // A host that stops has cancelled us by now, and the next instance should not have to wait.
            await runs.ReleaseAsync(lease, CancellationToken.None);
        }
    }

    private async Task<RunLease> CarryOnAsync(string id, IRunWork work, RunLease lease, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        try
        {
            // Read again under the lease: somebody else may have finished it before we got that.
            var run = await runs.ReadAsync(id, cancellationToken);
            while (run is { IsOver: false })
            {
                run = await StretchAsync(run, work, cancellationToken);
                if (run is null or { IsOver: true } or { Failures: > 0 } || clock.GetElapsedTime(started) + work.StretchTime > Shift)
                {
                    break;
                }

                if (await runs.ExtendAsync(lease, work.StretchTime + LeaseMargin, cancellationToken) is not { } extended)
                {
                    break;
                }

                lease = extended;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host stops. What was done is written down, and the lease is given up below.
        }

        return lease;
    }

    /// <summary>The run after a stretch; null where another carries it now.</summary>
    private async Task<Run?> StretchAsync(Run run, IRunWork work, CancellationToken cancellationToken)
    {
        if (run.Status == RunStatus.Stopping)
        {
            return await WriteDownAsync(Stopped(run), cancellationToken);
        }

        run = run with { Status = RunStatus.Running, StartedOn = run.StartedOn ?? clock.GetUtcNow() };
        if (await runs.UpdateAsync(run, cancellationToken) is not { } claimed)
        {
            return null;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = WatchAsync(claimed.Id, stop.CancelAsync, stop.Token);
        try
        {
            var stretch = await work.WorkAsync(claimed, stop.Token);
            run = claimed with { Report = stretch.Report, Failures = 0 };
            run = stretch.IsLast ? run with { Status = RunStatus.Finished, FinishedOn = clock.GetUtcNow() } : run;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.StretchFailed(logger, run.Id, exception);
            run = claimed with { Failures = claimed.Failures + 1 };
            run = run.Failures >= MaxFailures ? run with { Status = RunStatus.Failed, FinishedOn = clock.GetUtcNow() } : run;
        }
        finally
        {
            await stop.CancelAsync();
            await watch;
        }

        // Whatever stops us now, what the stretch did is worth a write.
        return await WriteDownAsync(run, CancellationToken.None);
    }

    private async Task<Run?> WriteDownAsync(Run run, CancellationToken cancellationToken)
    {
        var written = await runs.UpdateAsync(run, cancellationToken);
        if (written is null && await runs.ReadAsync(run.Id, cancellationToken) is { Status: RunStatus.Stopping } stopping)
        {
            // An operator's word came in between, and not another who carries it.
            run = run.IsOver ? run : Stopped(run);
            written = await runs.UpdateAsync(run with { ETag = stopping.ETag }, cancellationToken);
        }

        if (written is { IsOver: true })
        {
            Log.RunOver(logger, run.Id, run.Kind, run.Status, run.Report);
        }

        return written;
    }

    private Run Stopped(Run run) => run with { Status = RunStatus.Stopped, FinishedOn = clock.GetUtcNow() };

    /// <summary>Ends a stretch when its run is to stop; ended by the end of the stretch.</summary>
    private async Task WatchAsync(string id, Func<Task> end, CancellationToken stretch)
    {
        try
        {
            do
            {
                await Task.Delay(Heartbeat, clock, stretch);
            }
            while (!await IsToStopAsync(id, stretch));
            await end();
        }
        catch (Exception) when (stretch.IsCancellationRequested)
        {
            // The stretch is over, and its report is worth more than how the client library puts that: an attempt after the first may throw anything.
        }
    }

    private async Task<bool> IsToStopAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await runs.ReadAsync(id, cancellationToken) is { Status: RunStatus.Stopping };
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The next look may see it.
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1402, LogLevel.Information, "Another run sweeps the identity table; this one leaves it alone")]
        public static partial void AnotherAtWork(ILogger logger);

        [LoggerMessage(1403, LogLevel.Warning, "The runs that operators asked for cannot be read")]
        public static partial void RunsUnreadable(ILogger logger, Exception exception);

        [LoggerMessage(1404, LogLevel.Warning, "Whether another run is at work cannot be read; this one works all the same")]
        public static partial void LeaseUnreadable(ILogger logger, Exception exception);

        [LoggerMessage(1405, LogLevel.Error, "A stretch of run {Run} failed in a way that nobody planned for")]
        public static partial void StretchFailed(ILogger logger, string run, Exception exception);

        [LoggerMessage(1406, LogLevel.Information, "Run {Run} ({Kind}) is over, {Status}: {Report}")]
        public static partial void RunOver(ILogger logger, string run, RunKind kind, RunStatus status, string? report);
    }
}
