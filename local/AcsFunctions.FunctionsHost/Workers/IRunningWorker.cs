namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>A worker that was started. Disposing ends it, by force where it does not end by itself.</summary>
public interface IRunningWorker : IAsyncDisposable
{
    /// <value>Null where it is no process of its own.</value>
    int? ProcessId { get; }

    /// <summary>Completes when the worker has ended, or is about to because it was told to or chose to. Never fails.</summary>
    Task Ended { get; }

    /// <summary>Why it ended, in its own words where it had any. Only after <see cref="Ended"/>.</summary>
    WorkerStartException ExplainEnd();
}
