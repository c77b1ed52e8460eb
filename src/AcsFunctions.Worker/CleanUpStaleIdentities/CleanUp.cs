using AcsFunctions.CleanUpStaleIdentities;
using AcsFunctions.Jobs;
using AcsFunctions.Sweeps;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Worker.CleanUpStaleIdentities;

/// <summary>Runs the clean-up on the schedule <c>CleanUpSchedule</c>; the host lets one instance at a time do so. Does nothing while a job is running.</summary>
public sealed class CleanUp(CleanUpStaleIdentitiesOperation operation, JobRunner runner, IOptions<CleanUpOptions> options)
{
    [Function(nameof(CleanUp))]
    public Task RunAsync([TimerTrigger("%CleanUpSchedule%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        return runner.AloneAsync(options.Value.Deadline, () => operation.ExecuteAsync(options.Value.DryRun, cancellationToken), cancellationToken);
    }
}
