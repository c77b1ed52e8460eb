using AcsFunctions.Local.TableStorage;
using AcsFunctions.Local.Tests;

[assembly: AssemblyFixture(typeof(SharedAzurite))]

namespace AcsFunctions.Local.Tests;

/// <summary>One table service for all tests that need just any; each stack has a table of its own in it.</summary>
public sealed class SharedAzurite : IAsyncLifetime
{
    private Azurite? azurite;

    public Azurite Azurite => azurite ?? throw new InvalidOperationException("Azurite has not started.");

    public string ConnectionString => Azurite.ConnectionString;

    /// <summary>A name that no other test has for a table.</summary>
    public static string NewTable() => "t" + Guid.NewGuid().ToString("N");

    /// <summary>The settings of a stack that has a table to itself.</summary>
    public static IReadOnlyDictionary<string, string?> OwnTable() => new Dictionary<string, string?> { ["IdentityStore:TableName"] = NewTable() };

    public async ValueTask InitializeAsync() => azurite = await Azurite.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }
    }
}
