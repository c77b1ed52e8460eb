using System.Globalization;
using AcsFunctions.Identities;
using AcsFunctions.Perf.Report;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Perf.CleanUp;

/// <summary>One clean-up, its pace and bounds lifted, of a directory of which some rows are stale.</summary>
internal static class Measurement
{
    // Half of what a reference takes: who holds on to anything of a row takes more.
    private const double MostBytesOfRow = 4;

    // A page of the table service.
    private const double RowsOfPage = 1000;

    // Pending actions, stale rows and old fences are found by listings of their own, where there is much in a bucket by one for each bucket.
    // No walk over the index is due: what that takes is `walk`'s.
    private const double ListingsByBucket = 3 * Bucket.Count;

    // One that unmaps it and records the deletion, one that removes the index row, one that removes the record: each of one user, who must
    // not wait for another's.
    private const double TransactionsOfDeletion = 3;

    // The index row, and whether the deletion is still pending.
    private const double PointReadsOfDeletion = 2;

    public static async Task<int> OnAzuriteAsync(int rows, int stale)
    {
        var isCleaned = false;
        await PerfTable.UseAsync(async (table, identities) =>
        {
            var directory = UserDirectory.Rows(rows, stale, TimeProvider.System.GetUtcNow()).ToList();
            await UserDirectory.FillAsync(table, directory);
            await UserDirectory.FillAsync(table, directory.Select(row => UserDirectory.InIndex(row, row.CreatedOn!.Value)));
            isCleaned = await IsCleanedAsync(identities, rows, stale);
        });
        return isCleaned ? 0 : 1;
    }

    public static async Task<int> InMemoryAsync(int rows, int stale)
    {
        var store = new InMemoryIdentityStore();
        var directory = UserDirectory.Rows(rows, stale, TimeProvider.System.GetUtcNow()).ToList();
        await UserDirectory.FillAsync(store, directory);
        await UserDirectory.FillAsync(store, directory.Select(row => UserDirectory.InIndex(row, row.CreatedOn!.Value)));
        return await IsCleanedAsync(store, rows, stale) ? 0 : 1;
    }

    /// <summary>Whether the memory of a run stays the same for ten times the rows. These are generated, so that they take next to none.</summary>
    public static async Task<int> IsFlatAsync(int rows, int stale)
    {
        // What is made once, code among it, is not to count for the first.
        await MeasureMemoryAsync(rows / 100, stale / 10);
        var few = await MeasureMemoryAsync(rows / 10, stale);
        var many = await MeasureMemoryAsync(rows, stale);
        var growth = PerRow(run => run.Beyond);
        // Control: the five bytes that each row of the table takes would be seen.
        var seen = PerRow(run => run.Most);
        Print($"each of ten times the rows takes {growth:F2} bytes beyond itself (at most {MostBytesOfRow}), and {seen:F2} in all");
        return growth <= MostBytesOfRow && seen > MostBytesOfRow ? 0 : 1;

        double PerRow(Func<(long Most, long Beyond), long> bytes) => (double)(bytes(many) - bytes(few)) / (rows - (rows / 10));
    }

    /// <summary>Whether the clean-up did what it should; prints how long it took.</summary>
    private static async Task<bool> IsCleanedAsync(IIdentityStore inner, int rows, int stale)
    {
        var acs = new InMemoryAcs(TimeProvider.System);
        await inner.WriteIndexWalkAsync(IndexWalk.Completed(TimeProvider.System.GetUtcNow()), CancellationToken.None);
        Print($"rows {rows}, stale {stale}");
        var counted = new CountingStore(inner, () => { });
        var dry = await CleanUps.Over(counted, acs, TimeProvider.System).ExecuteAsync(dryRun: true, CancellationToken.None);
        Print($"dry run  {dry.Duration.TotalSeconds,8:F1} s   {counted.Calls} calls to the store (a listing is one), {dry.StaleFound} found");
        counted = new CountingStore(inner, () => { });
        var report = await CleanUps.Over(counted, acs, TimeProvider.System).ExecuteAsync(dryRun: false, CancellationToken.None);
        Print($"clean-up {report.Duration.TotalSeconds,8:F1} s   {counted.Calls} calls to the store ({counted.Reads} point reads, {counted.Listings} listings, {counted.Writes} writes), {acs.Calls(AcsCall.Delete)} to ACS, {report.StaleDeleted} deleted, {report.Failed} failed");
        // What is found, and one page each where nothing is.
        var leastPages = Math.Ceiling(stale / RowsOfPage) + 2;
        await PrintAsync(
            new("listings to go through the table, over three for each bucket", counted.Listings / ListingsByBucket, 0.5),
            new("point reads for each identity deleted, over the least", counted.Reads / (PointReadsOfDeletion * stale), 1.05),
            new("transactions for each identity deleted, over the least", counted.Writes / (TransactionsOfDeletion * stale), 1.05));
        Print($"to go through the table: {1000.0 * counted.Listings / rows:F2} listings per thousand rows, at least {1000 * leastPages / rows:F2} pages with what is found");
        return report is { Failed: 0, CutShort: false } && report.StaleDeleted == stale;
    }

    private static async Task<(long Most, long Beyond)> MeasureMemoryAsync(int rows, int stale)
    {
        var acs = new InMemoryAcs(TimeProvider.System);
        var memory = new MemoryWatch();
        var table = new GeneratedTable(rows, TimeProvider.System.GetUtcNow()) { Stale = stale };
        // Off the stack of what came before, which still holds on to a table of its own.
        await Task.Yield();
        var report = await CleanUps.Over(new CountingStore(table, memory.Look), acs, TimeProvider.System).ExecuteAsync(dryRun: false, CancellationToken.None);
        var beyond = memory.MostBytes - table.Bytes;
        Print($"rows {rows}, stale {stale}: {report.StaleDeleted} deleted; the rows take {table.Bytes / 1e6:F3} MB, everything else at most {beyond / 1e6:F3} MB while it ran, {memory.Looks} looks");
        return (memory.MostBytes, beyond);
    }

    private static Task PrintAsync(params IReadOnlyList<PerformanceTarget> targets) => Console.Out.WriteLineAsync(MarkdownReport.Of(targets).ToString());

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
