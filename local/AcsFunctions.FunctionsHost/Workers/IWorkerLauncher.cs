namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>Starts workers of one function app. Several may run at a time.</summary>
public interface IWorkerLauncher
{
    /// <summary>The folder of the built app.</summary>
    string AppFolder { get; }

    /// <summary>Starts a worker, which then connects to the host by itself.</summary>
    /// <exception cref="WorkerStartException">It cannot be started.</exception>
    /// <remarks>A launcher that runs the app in this process lets through what the app's own start throws.</remarks>
    Task<IRunningWorker> StartAsync(WorkerStart start, CancellationToken cancellationToken);
}
