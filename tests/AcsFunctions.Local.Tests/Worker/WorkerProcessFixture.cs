namespace AcsFunctions.Local.Tests.Worker;

/// <summary>A stack whose functions run in a process of their own, as with the command.</summary>
public sealed class WorkerProcessFixture : IAsyncLifetime
{
    private LocalStack? stack;

    public LocalStack Stack => stack ?? throw new InvalidOperationException("The stack has not started.");

    /// <summary>What host and worker log.</summary>
    public LogLines Logs { get; } = new();

    public async ValueTask InitializeAsync() => stack = await LocalStack.StartAsync(
        new LocalStackOptions { ConfigureLogging = Logs.AddTo, RunTimers = false }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (stack is not null)
        {
            await stack.DisposeAsync();
        }
    }
}
