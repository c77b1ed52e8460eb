using System.Globalization;
using AcsFunctions.CleanUpStaleIdentities;
using AcsFunctions.Identities;
using AcsFunctions.Local.TableStorage;
using AcsFunctions.Perf.Report;
using AcsFunctions.Sweeps;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;
using AcsFunctions.Testing.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Perf.CleanUp;

/// <summary>One clean-up, its pace and bounds lifted, of a directory of which some rows are stale.</summary>
internal static class Measurement
{
    private const double MostGrowth = 1.2;

    // A page of the table service.
    private const double RowsOfPage = 1000;

    // Pending actions, stale rows and old fences are found by listings of their own.
    private const double Listings = 3;

    // One that unmaps it and records the deletion, one that removes the record: each of one user, who must not wait for another's.
    private const double TransactionsOfDeletion = 2;

    public static async Task<int> OnAzuriteAsync(int rows, int stale)
    {
        await using var azurite = await Azurite.StartAsync(new AzuriteOptions { Progress = Console.WriteLine });
        var settings = new IdentityStoreOptions { ConnectionString = azurite.ConnectionString, TableName = "Perf", AttemptTimeout = TimeSpan.FromMinutes(1) };
        var table = new IdentityTable(Options.Create(settings), new AzureCredential());
        await table.Repeated.CreateAsync();
        await UserDirectory.FillAsync(table.Repeated, rows, stale, TimeProvider.System.GetUtcNow());
        return await IsCleanedAsync(new TableIdentityStore(table, NullLogger<TableIdentityStore>.Instance), rows, stale) ? 0 : 1;
    }

    public static async Task<int> InMemoryAsync(int rows, int stale)
    {
        var store = new InMemoryIdentityStore();
        await UserDirectory.FillAsync(store, rows, stale, TimeProvider.System.GetUtcNow());
        return await IsCleanedAsync(store, rows, stale) ? 0 : 1;
    }

    /// <summary>Whether the memory of a run stays the same for ten times the rows. These are generated, so that they take next to none.</summary>
    public static async Task<int> IsFlatAsync(int rows, int stale)
    {
        // What is made once, code among it, is not to count for the first.
        await BytesBeyondRowsAsync(rows / 100, stale / 10);
        var few = await BytesBeyondRowsAsync(rows / 10, stale);
        var many = await BytesBeyondRowsAsync(rows, stale);
        Print($"ten times the rows take {(double)many / few:F2} times the memory beyond the rows (at most {MostGrowth})");
        return many <= few * MostGrowth ? 0 : 1;
    }

    /// <summary>Whether the clean-up did what it should; prints how long it took.</summary>
    private static async Task<bool> IsCleanedAsync(IIdentityStore inner, int rows, int stale)
    {
        var acs = new InMemoryAcs(TimeProvider.System);
        var counted = new CountingStore(inner, () => { });
        Print($"rows {rows}, stale {stale}");
        var dry = await Over(counted, acs).ExecuteAsync(dryRun: true, CancellationToken.None);
        Print($"dry run  {dry.Duration.TotalSeconds,8:F1} s   {counted.Calls} calls to the store (a listing is one), {dry.StaleFound} found");
        var (dryCalls, dryWrites) = (counted.Calls, counted.Writes);
        var report = await Over(counted, acs).ExecuteAsync(dryRun: false, CancellationToken.None);
        Print($"clean-up {report.Duration.TotalSeconds,8:F1} s   {counted.Calls - dryCalls} calls to the store, {acs.Calls(AcsCall.Delete)} to ACS, {report.StaleDeleted} deleted, {report.Failed} failed");
        var writes = counted.Writes - dryWrites;
        var leastPages = Bucket.Count * Math.Ceiling(rows / RowsOfPage / Bucket.Count);
        await PrintAsync(
            new("calls to go through the table, over a page for each thousand rows of a bucket", (counted.Calls - dryCalls - writes) / leastPages, Listings * 1.05),
            new("transactions for each identity deleted, over the least", writes / (TransactionsOfDeletion * stale), 1.05));
        Print($"to go through the table: {1000.0 * (counted.Calls - dryCalls - writes) / rows:F2} calls per thousand rows, at least {1000 * leastPages / rows:F2}");
        return report is { Failed: 0, CutShort: false } && report.StaleDeleted == stale;
    }

    private static async Task<long> BytesBeyondRowsAsync(int rows, int stale)
    {
        var acs = new InMemoryAcs(TimeProvider.System);
        var memory = new MemoryWatch();
        var table = new GeneratedTable(rows, TimeProvider.System.GetUtcNow()) { Stale = stale };
        // Off the stack of what came before, which still holds on to a table of its own.
        await Task.Yield();
        var report = await Over(new CountingStore(table, memory.Look), acs).ExecuteAsync(dryRun: false, CancellationToken.None);
        var beyond = memory.MostBytes - table.Bytes;
        Print($"rows {rows}, stale {stale}: {report.StaleDeleted} deleted; the rows take {table.Bytes / 1e6:F3} MB, everything else at most {beyond / 1e6:F3} MB while it ran, {memory.Looks} looks");
        return beyond;
    }

    private static Task PrintAsync(params IReadOnlyList<PerformanceTarget> targets) => Console.Out.WriteLineAsync(MarkdownReport.Of(targets).ToString());

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    // Every identity "does not exist" at this ACS, which counts as deleted: what ACS itself takes is not what is measured.
    private static CleanUpStaleIdentitiesOperation Over(IIdentityStore store, InMemoryAcs acs)
    {
        var clock = TimeProvider.System;
        var options = new CleanUpOptions { CallsPerSecond = 1_000_000, MaxRowsPerRun = int.MaxValue, Deadline = TimeSpan.FromHours(1), Concurrency = 8 };
        var registry = Registries.Over(store, acs, clock);
        var sweeper = new Sweeper(registry, Options.Create(options), clock, NullLogger<Sweeper>.Instance);
        var walker = new IndexWalker(store, registry, Options.Create(options), clock, NullLogger<IndexWalker>.Instance);
        return new(store, registry, sweeper, walker, Options.Create(options), clock, Unwatched.Meter, NullLogger<CleanUpStaleIdentitiesOperation>.Instance);
    }
}
