namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>A worker that is ready, or was.</summary>
internal sealed class LaunchedWorker(IRunningWorker running, WorkerChannel channel, long startedAt)
{
    public IRunningWorker Running { get; } = running;

    public WorkerChannel Channel { get; } = channel;

    /// <value>A timestamp of the system's clock.</value>
    public long StartedAt { get; } = startedAt;

    public Task Gone => Task.WhenAny(Channel.Closed, Running.Ended);
}
