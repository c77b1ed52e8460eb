using AcsFunctions.CleanUpStaleIdentities;
using AcsFunctions.Identities;
using AcsFunctions.Local.TableStorage;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;
using AcsFunctions.Testing.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AcsFunctions.CleanUp.Perf;

/// <summary>One clean-up, its pace and bounds lifted, of a directory of which some rows are stale.</summary>
internal static class Measurement
{
    public static async Task<int> OnAzuriteAsync(int rows, int stale)
    {
        await using var azurite = await Azurite.StartAsync(new AzuriteOptions { Progress = Console.WriteLine });
        var settings = new IdentityStoreOptions { ConnectionString = azurite.ConnectionString, TableName = "Perf", AttemptTimeout = TimeSpan.FromMinutes(1) };
        var table = new IdentityTable(Options.Create(settings), new AzureCredential());
        await table.Repeated.CreateAsync();
        await Directory.FillAsync(table.Repeated, rows, stale, TimeProvider.System.GetUtcNow());
        return await MeasureAsync(new TableIdentityStore(table, NullLogger<TableIdentityStore>.Instance), rows, stale);
    }

    public static async Task<int> InMemoryAsync(int rows, int stale)
    {
        var store = new InMemoryIdentityStore();
        await Directory.FillAsync(store, rows, stale, TimeProvider.System.GetUtcNow());
        return await MeasureAsync(store, rows, stale);
    }

    private static async Task<int> MeasureAsync(IIdentityStore inner, int rows, int stale)
    {
        var clock = TimeProvider.System;
        var store = new CountingStore(inner);
        // Every identity "does not exist" here, which counts as deleted: what ACS itself takes is not what is measured.
        var acs = new InMemoryAcs(clock);
        var options = new CleanUpOptions { CallsPerSecond = 1_000_000, MaxRowsPerRun = int.MaxValue, Deadline = TimeSpan.FromHours(1), Concurrency = 8 };
        var operation = new CleanUpStaleIdentitiesOperation(
            store, Registries.Over(store, acs, clock), Options.Create(options), clock, Unwatched.Meter, NullLogger<CleanUpStaleIdentitiesOperation>.Instance);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var memory = new MemoryWatch(clock);
        var dry = await operation.ExecuteAsync(dryRun: true, CancellationToken.None);
        var dryCalls = store.Calls;
        var report = await operation.ExecuteAsync(dryRun: false, CancellationToken.None);
        Console.WriteLine($"rows {rows}, stale {stale}");
        Console.WriteLine($"dry run    {dry.Duration.TotalSeconds,8:F1} s   {dryCalls} calls to the store (a listing is one), {dry.StaleFound} found");
        Console.WriteLine($"clean-up   {report.Duration.TotalSeconds,8:F1} s   {store.Calls - dryCalls} calls to the store, {acs.Calls(AcsCall.Delete)} to ACS, {report.StaleDeleted} deleted, {report.Failed} failed");
        Console.WriteLine($"live memory {before / 1e6:F1} MB before, at most {memory.Most / 1e6:F1} MB while it ran");
        return report is { Failed: 0, CutShort: false } && report.StaleDeleted == stale ? 0 : 1;
    }
}
