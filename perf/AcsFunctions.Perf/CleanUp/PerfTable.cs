using AcsFunctions.Identities;
using AcsFunctions.Local.TableStorage;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Perf.CleanUp;

/// <summary>An empty identity table in an Azurite of its own.</summary>
internal static class PerfTable
{
    public static async Task UseAsync(Func<TableClient, IIdentityStore, Task> use)
    {
        await using var azurite = await Azurite.StartAsync(new AzuriteOptions { Progress = Console.WriteLine });
        var settings = new IdentityStoreOptions { ConnectionString = azurite.ConnectionString, TableName = "Perf", AttemptTimeout = TimeSpan.FromMinutes(1) };
        var table = new IdentityTable(Options.Create(settings), new AzureCredential());
        await table.Repeated.CreateAsync();
        await use(table.Repeated, new TableIdentityStore(table, NullLogger<TableIdentityStore>.Instance));
    }
}
