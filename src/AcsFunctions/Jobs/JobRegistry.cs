using AcsFunctions.Identities;

namespace AcsFunctions.Jobs;

/// <summary>Records jobs, tells their status and stops them. It runs none: JobRunner does, on a timer.</summary>
public sealed class JobRegistry(JobTable jobs, TimeProvider clock)
{
    // The runner writes now and then.
    private const int StopAttempts = 3;

    /// <summary>Records a job, or returns the one of that kind that is already on its way.</summary>
    public async Task<Result<Job, Refusal>> RequestAsync(JobKind kind, bool dryRun, CancellationToken cancellationToken)
    {
        try
        {
            // Two requests must not mean two jobs. Two at the same instant get a job each, which does no harm.
            if ((await jobs.ListAsync(cancellationToken)).FirstOrDefault(job => job is { IsOver: false, Status: not JobStatus.Stopping } && job.Kind == kind && job.DryRun == dryRun) is { } under)
            {
                return under;
            }

            var job = Job.Request(kind, dryRun, clock.GetUtcNow());
            return await jobs.AddAsync(job, cancellationToken) ? job : new Refusal(RefusalReason.StoreUnavailable);
        }
        catch (IdentityStoreException)
        {
            return new Refusal(RefusalReason.StoreUnavailable);
        }
    }

    public async Task<Result<Job, Refusal>> ReadAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        try
        {
            return id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && await jobs.ReadAsync(id, cancellationToken) is { } job
                ? job
                : new Refusal(RefusalReason.OperationNotFound);
        }
        catch (IdentityStoreException)
        {
            return new Refusal(RefusalReason.StoreUnavailable);
        }
    }

    /// <summary>Ends a job early. One that has not started is over at once; the runner of one under way sees it within seconds.</summary>
    public async Task<Result<Job, Refusal>> StopAsync(string id, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < StopAttempts; attempt++)
        {
            var found = await ReadAsync(id, cancellationToken);
            if (found.IsRefused || found.Value is { IsOver: true } or { Status: JobStatus.Stopping })
            {
                return found;
            }

            var job = found.Value.Status == JobStatus.Requested
                ? found.Value with { Status = JobStatus.Stopped, FinishedOn = clock.GetUtcNow() }
                : found.Value with { Status = JobStatus.Stopping };
            if (await jobs.UpdateAsync(job, cancellationToken) is { } written)
            {
                return written;
            }
        }

        return new Refusal(RefusalReason.StoreUnavailable);
    }
}
