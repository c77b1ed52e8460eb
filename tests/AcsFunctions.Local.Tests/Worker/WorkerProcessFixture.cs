using AcsFunctions.Local.Tests.SignIn;

namespace AcsFunctions.Local.Tests.Worker;

/// <summary>A stack whose functions run in a process of their own, as with the command.</summary>
public sealed class WorkerProcessFixture(SharedAzurite azurite) : StackFixture(azurite)
{
    /// <summary>What host and worker log.</summary>
    public LogLines Logs { get; } = new();

    protected override LocalStackOptions Options => WithLog(Logs);

    /// <summary>For a test that needs a stack of its own.</summary>
    public LocalStackOptions WithLog(LogLines logs) => new()
    {
        TableConnectionString = Azurite.ConnectionString,
        SignInKey = SignInKeys.Shared,
        Settings = SharedAzurite.OwnTable(),
        ConfigureLogging = logs.AddTo,
        RunTimers = false,
    };
}
