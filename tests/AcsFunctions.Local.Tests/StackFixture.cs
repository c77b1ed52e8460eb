namespace AcsFunctions.Local.Tests;

/// <summary>A stack with nothing set, as the command starts it, for the tests of one class: to start one takes seconds.</summary>
public class StackFixture : IAsyncLifetime
{
    private LocalStack? stack;

    public LocalStack Stack => stack ?? throw new InvalidOperationException("The stack has not started.");

    protected virtual LocalStackOptions Options => new() { RunTimers = false };

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
