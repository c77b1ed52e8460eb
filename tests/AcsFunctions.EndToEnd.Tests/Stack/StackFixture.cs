namespace AcsFunctions.EndToEnd.Tests.Stack;

/// <summary>A stack of default settings for the tests of one class.</summary>
public class StackFixture(SharedAzurite azurite) : IAsyncLifetime
{
    private TestStack? stack;

    public TestStack Stack => stack ?? throw new InvalidOperationException("The stack has not started.");

    /// <summary>For a test that needs a stack of its own.</summary>
    public Local.TableStorage.Azurite Azurite => azurite.Azurite;

    protected virtual IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>();

    protected virtual IReadOnlyList<string> AllowedOrigins => [];

    public virtual async ValueTask InitializeAsync() => stack = await TestStack.StartAsync(azurite.Azurite, Settings, AllowedOrigins);

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (stack is not null)
        {
            await stack.DisposeAsync();
        }
    }
}
