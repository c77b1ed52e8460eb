using AcsFunctions.Jobs;
using Microsoft.Azure.Functions.Worker;

namespace AcsFunctions.Worker.Jobs;

/// <summary>
/// Runs the jobs that operators asked for. Every five minutes, and not by a setting: it is how soon a job begins and how soon another instance
/// resumes one that was interrupted. Where there is none it reads a few rows, for which a second is billed: every minute would take most
/// of the platform's free grant.
/// </summary>
public sealed class RunJobs(JobRunner runner)
{
    [Function("CarryOutRuns")]
    public Task RunAsync([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        return runner.CarryOnAsync(cancellationToken);
    }
}
