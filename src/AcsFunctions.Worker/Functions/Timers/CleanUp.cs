using AcsFunctions.CleanUpStaleIdentities;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Worker.Functions.Timers;

/// <summary>Runs the clean-up on the schedule <c>CleanUp:Schedule</c>; the host lets one instance at a time do so.</summary>
public sealed class CleanUp(CleanUpStaleIdentitiesOperation operation, IOptions<CleanUpOptions> options)
{
    [Function(nameof(CleanUp))]
    public Task RunAsync([TimerTrigger("%CleanUp:Schedule%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        return operation.ExecuteAsync(options.Value.DryRun, cancellationToken);
    }
}
