using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.Local.TableStorage;

[assembly: AssemblyFixture(typeof(SharedAzurite))]

namespace AcsFunctions.EndToEnd.Tests.Stack;

/// <summary>One table service for all tests; each stack has a table of its own in it.</summary>
public sealed class SharedAzurite : IAsyncLifetime
{
    private Azurite? azurite;

    public Azurite Azurite => azurite ?? throw new InvalidOperationException("Azurite has not started.");

    public async ValueTask InitializeAsync() => azurite = await Azurite.StartAsync(new AzuriteOptions(), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }
    }
}
