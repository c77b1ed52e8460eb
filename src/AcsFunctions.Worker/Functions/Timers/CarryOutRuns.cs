using AcsFunctions.Runs;
using Microsoft.Azure.Functions.Worker;

namespace AcsFunctions.Worker.Functions.Timers;

/// <summary>
/// Carries out what operators asked for. Every minute, and not by a setting: it is how soon a run begins and how soon another instance
/// goes on with one that was interrupted. Where there is none it reads a few rows.
/// </summary>
public sealed class CarryOutRuns(RunCarrier carrier)
{
    [Function(nameof(CarryOutRuns))]
    public Task RunAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        return carrier.CarryOnAsync(cancellationToken);
    }
}
