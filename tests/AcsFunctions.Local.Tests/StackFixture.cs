using AcsFunctions.Local.Tests.SignIn;
using AcsFunctions.Local.Tests.Worker;

namespace AcsFunctions.Local.Tests;

/// <summary>A stack whose functions run in this process, for the tests of one class: to start one takes seconds.</summary>
public class StackFixture(SharedAzurite azurite) : IAsyncLifetime
{
    private LocalStack? stack;

    public LocalStack Stack => stack ?? throw new InvalidOperationException("The stack has not started.");

    protected SharedAzurite Azurite => azurite;

    protected virtual LocalStackOptions Options => new()
    {
        TableConnectionString = azurite.ConnectionString,
        SignInKey = SignInKeys.Shared,
        Settings = SharedAzurite.OwnTable(),
        Worker = InProcessFunctions.By(TimeProvider.System),
        RunTimers = false,
    };

    public async ValueTask InitializeAsync() => stack = await LocalStack.StartAsync(Options, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (stack is not null)
        {
            await stack.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
