namespace AcsFunctions.EndToEnd.Tests.Stack;

/// <summary>A stack of default settings for the tests of one class.</summary>
public class StackFixture(SharedAzurite azurite) : IAsyncLifetime
{
    private TestStack? _stack;

    public TestStack Stack => _stack ?? throw new InvalidOperationException("The stack has not started.");

    /// <summary>For a test that needs a stack of its own.</summary>
    public Local.TableStorage.Azurite Azurite => azurite.Azurite;

    protected virtual IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>();

    public virtual async ValueTask InitializeAsync() => _stack = await TestStack.StartAsync(azurite.Azurite, Settings);

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_stack is not null)
        {
            await _stack.DisposeAsync();
        }
    }
}
