namespace AcsFunctions.Local.Tests.Worker;

/// <summary>A stack whose functions run in a process of their own, as with the command.</summary>
public sealed class WorkerProcessFixture : StackFixture
{
    /// <summary>What host and worker log.</summary>
    public LogLines Logs { get; } = new();

    protected override LocalStackOptions Options => new() { ConfigureLogging = Logs.AddTo, RunTimers = false };
}
