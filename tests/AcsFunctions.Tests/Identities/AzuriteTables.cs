using AcsFunctions.Identities;
using AcsFunctions.Local.TableStorage;
using AcsFunctions.Tests.Identities;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

[assembly: AssemblyFixture(typeof(AzuriteTables))]

namespace AcsFunctions.Tests.Identities;

/// <summary>One Azurite for all tests of this assembly; each asks it for a table of its own.</summary>
public sealed class AzuriteTables : IAsyncLifetime
{
    private Azurite? azurite;

    public string ConnectionString => azurite!.ConnectionString;

    public static IdentityTable Table(string connectionString, string name, int retries = 2) => new(
        Options.Create(new IdentityStoreOptions { ConnectionString = connectionString, TableName = name, Retries = retries, AttemptTimeout = TimeSpan.FromSeconds(30) }),
        new AzureCredential());

    public static TableIdentityStore Store(IdentityTable table) => new(table, NullLogger<TableIdentityStore>.Instance);

    public async ValueTask InitializeAsync() => azurite = await Azurite.StartAsync();

    /// <summary>A table that exists, and no one else has.</summary>
    public async Task<IdentityTable> NewTableAsync(CancellationToken cancellationToken)
    {
        var table = AbsentTable();
        await table.Repeated.CreateAsync(cancellationToken);
        return table;
    }

    public IdentityTable AbsentTable() => Table(ConnectionString, "T" + Guid.NewGuid().ToString("n"), retries: 0);

    public async ValueTask DisposeAsync()
    {
        if (azurite is not null)
        {
            await azurite.DisposeAsync();
        }
    }
}
