using AcsFunctions.CleanUpStaleIdentities;
using AcsFunctions.Runs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Worker.Functions.Timers;

/// <summary>Runs the clean-up on the schedule <c>CleanUp:Schedule</c>; the host lets one instance at a time do so. Leaves it be while an operator's run is at work.</summary>
public sealed class CleanUp(CleanUpStaleIdentitiesOperation operation, RunCarrier carrier, IOptions<CleanUpOptions> options)
{
    [Function(nameof(CleanUp))]
    public Task RunAsync([TimerTrigger("%CleanUp:Schedule%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        return carrier.AloneAsync(options.Value.Deadline, () => operation.ExecuteAsync(options.Value.DryRun, cancellationToken), cancellationToken);
    }
}
