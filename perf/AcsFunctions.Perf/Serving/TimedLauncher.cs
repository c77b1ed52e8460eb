using AcsFunctions.FunctionsHost.Workers;

namespace AcsFunctions.Perf.Serving;

/// <summary>Knows when the worker process was started.</summary>
internal sealed class TimedLauncher(IWorkerLauncher inner, TimeProvider clock) : IWorkerLauncher
{
    public DateTimeOffset StartedOn { get; private set; }

    public string AppFolder => inner.AppFolder;

    public Task<IRunningWorker> StartAsync(WorkerStart start, CancellationToken cancellationToken)
    {
        StartedOn = clock.GetUtcNow();
        return inner.StartAsync(start, cancellationToken);
    }
}
