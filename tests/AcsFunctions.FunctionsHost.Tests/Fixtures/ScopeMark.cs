namespace AcsFunctions.FunctionsHost.Tests.Fixtures;

/// <summary>Can only be disposed asynchronously, which a host must allow an app's services.</summary>
internal sealed class ScopeMark : IAsyncDisposable
{
    public Guid Id { get; } = Guid.NewGuid();

    public bool IsDisposed { get; private set; }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
