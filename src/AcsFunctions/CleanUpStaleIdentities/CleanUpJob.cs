using System.Text.Json;
using AcsFunctions.Jobs;
using AcsFunctions.Sweeps;
using Microsoft.Extensions.Options;

namespace AcsFunctions.CleanUpStaleIdentities;

/// <summary>A clean-up that an operator asked for: one step, since the table itself says where the next one carries on.</summary>
internal sealed class CleanUpJob(CleanUpStaleIdentitiesOperation operation, IOptions<CleanUpOptions> options) : IJobHandler
{
    public JobKind Kind => JobKind.CleanUp;

    public TimeSpan StepTime => options.Value.Deadline;

    public async Task<JobStep> WorkAsync(Job job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        var report = await operation.ExecuteAsync(job.DryRun, cancellationToken);

        // A host that stops is no reason to call it done: another instance takes it up.
        return new(IsLast: !cancellationToken.IsCancellationRequested, JsonSerializer.Serialize(report, CleanUpReportJson.Default.CleanUpReport));
    }
}
