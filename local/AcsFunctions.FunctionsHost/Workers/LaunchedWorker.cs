namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>A worker that is ready, or was.</summary>
/// <param name="Running">Its process.</param>
/// <param name="Channel">The conversation with it.</param>
/// <param name="StartedAt">A timestamp of the system's clock.</param>
internal sealed record LaunchedWorker(IRunningWorker Running, WorkerChannel Channel, long StartedAt)
{
    public Task Gone => Task.WhenAny(Channel.Closed, Running.Ended);
}
