namespace AcsFunctions.Local.Tests.Tls;

/// <summary>A stack that serves https.</summary>
public sealed class TlsStackFixture : IAsyncLifetime
{
    private LocalStack? stack;

    public LocalStack Stack => stack ?? throw new InvalidOperationException("The stack has not started.");

    public async ValueTask InitializeAsync() =>
        stack = await LocalStack.StartAsync(new LocalStackOptions { Tls = true, RunTimers = false }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (stack is not null)
        {
            await stack.DisposeAsync();
        }
    }
}
