using AcsFunctions.Identities;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Jobs;

/// <summary>
/// Runs jobs, a step at a time; between steps the row says all there is to know. Called by a timer every five minutes, so that a
/// job outlives requests, instances and crashes: the next one reads the row and goes on. One sweeps at a time, by a lease that
/// ends by the clock; should two do so all the same, each step is safe to repeat.
/// </summary>
public sealed partial class JobRunner(JobTable jobs, IEnumerable<IJobHandler> works, TimeProvider clock, ILogger<JobRunner> logger)
{
    /// <summary>For writing down what the last moment of a step came to.</summary>
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(30);

    // The host ends a function at functionTimeout of host.json, 10 minutes; the longest step takes 9 of them.
    private static readonly TimeSpan Shift = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private const int MaxFailures = 10;

    /// <summary>How often a step looks whether its job is to stop.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    /// <summary>Works on the oldest job that is not over, for a while.</summary>
    public async Task CarryOnAsync(CancellationToken cancellationToken)
    {
        try
        {
            var all = await jobs.ListAsync(cancellationToken);
            if (all.FirstOrDefault(job => !job.IsOver) is { } next)
            {
                var work = works.Single(work => work.Kind == next.Kind);
                await WithLeaseAsync(work.StepTime, lease => CarryOnAsync(next.Id, work, lease, cancellationToken), cancellationToken);
            }

            foreach (var old in all.Where(job => job.IsOver && job.FinishedOn < clock.GetUtcNow() - KeptFor))
            {
                await jobs.RemoveAsync(old, cancellationToken);
            }
        }
        catch (IdentityStoreException exception)
        {
            Log.JobsUnreadable(logger, exception);
        }
    }

    /// <summary>Does something that must not overlap with a job, or nothing while one is running.</summary>
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
            // Being alone saves work; the work is safe without it.
            Log.LeaseUnreadable(logger, exception);
            await work();
        }
    }

    private async Task WithLeaseAsync(TimeSpan time, Func<JobLease, Task<JobLease>> work, CancellationToken cancellationToken)
    {
        if (await jobs.TakeLeaseAsync(time + LeaseMargin, cancellationToken) is not { } lease)
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
            await jobs.ReleaseAsync(lease, CancellationToken.None);
        }
    }

    private async Task<JobLease> CarryOnAsync(string id, IJobHandler work, JobLease lease, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        try
        {
            // Read again under the lease: somebody else may have finished it before we got that.
            var job = await jobs.ReadAsync(id, cancellationToken);
            while (job is { IsOver: false })
            {
                job = await StepAsync(job, work, cancellationToken);
                if (job is null or { IsOver: true } or { Failures: > 0 } || clock.GetElapsedTime(started) + work.StepTime > Shift)
                {
                    break;
                }

                if (await jobs.ExtendAsync(lease, work.StepTime + LeaseMargin, cancellationToken) is not { } extended)
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

    /// <summary>The job after a step; null where another instance has it now.</summary>
    private async Task<Job?> StepAsync(Job job, IJobHandler work, CancellationToken cancellationToken)
    {
        if (job.Status == JobStatus.Stopping)
        {
            return await WriteDownAsync(Stopped(job), cancellationToken);
        }

        job = job with { Status = JobStatus.Running, StartedOn = job.StartedOn ?? clock.GetUtcNow() };
        if (await jobs.UpdateAsync(job, cancellationToken) is not { } claimed)
        {
            return null;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = WatchAsync(claimed.Id, stop.CancelAsync, stop.Token);
        try
        {
            var step = await work.WorkAsync(claimed, stop.Token);
            job = claimed with { Report = step.Report, Failures = 0 };
            job = step.IsLast ? job with { Status = JobStatus.Finished, FinishedOn = clock.GetUtcNow() } : job;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.StepFailed(logger, job.Id, exception);
            job = claimed with { Failures = claimed.Failures + 1 };
            job = job.Failures >= MaxFailures ? job with { Status = JobStatus.Failed, FinishedOn = clock.GetUtcNow() } : job;
        }
        finally
        {
            await stop.CancelAsync();
            await watch;
        }

        // Whatever stops us now, what the step did is worth a write.
        return await WriteDownAsync(job, CancellationToken.None);
    }

    private async Task<Job?> WriteDownAsync(Job job, CancellationToken cancellationToken)
    {
        var written = await jobs.UpdateAsync(job, cancellationToken);
        if (written is null && await jobs.ReadAsync(job.Id, cancellationToken) is { Status: JobStatus.Stopping } stopping)
        {
            // An operator asked to stop in between; no other instance has it.
            job = job.IsOver ? job : Stopped(job);
            written = await jobs.UpdateAsync(job with { ETag = stopping.ETag }, cancellationToken);
        }

        if (written is { IsOver: true })
        {
            Log.JobEnded(logger, job.Id, job.Kind, job.Status, job.Report);
        }

        return written;
    }

    private Job Stopped(Job job) => job with { Status = JobStatus.Stopped, FinishedOn = clock.GetUtcNow() };

    /// <summary>Ends a step when its job is to stop; ends with the step.</summary>
    private async Task WatchAsync(string id, Func<Task> end, CancellationToken step)
    {
        try
        {
            do
            {
                await Task.Delay(Heartbeat, clock, step);
            }
            while (!await IsToStopAsync(id, step));
            await end();
        }
        catch (Exception) when (step.IsCancellationRequested)
        {
            // The step is over, and its report is worth more than what the last look met.
        }
    }

    private async Task<bool> IsToStopAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await jobs.ReadAsync(id, cancellationToken) is { Status: JobStatus.Stopping };
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The next look may see it.
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1402, LogLevel.Information, "A job or a clean-up is already running; this one leaves the identity table alone")]
        public static partial void AnotherAtWork(ILogger logger);

        [LoggerMessage(1403, LogLevel.Warning, "The jobs that operators asked for cannot be read")]
        public static partial void JobsUnreadable(ILogger logger, Exception exception);

        [LoggerMessage(1404, LogLevel.Warning, "Whether a job is running cannot be read; this clean-up works all the same")]
        public static partial void LeaseUnreadable(ILogger logger, Exception exception);

        [LoggerMessage(1405, LogLevel.Error, "A step of job {Job} failed in a way that nobody planned for")]
        public static partial void StepFailed(ILogger logger, string job, Exception exception);

        [LoggerMessage(1406, LogLevel.Information, "Job {Job} ({Kind}) is over, {Status}: {Report}")]
        public static partial void JobEnded(ILogger logger, string job, JobKind kind, JobStatus status, string? report);
    }
}
