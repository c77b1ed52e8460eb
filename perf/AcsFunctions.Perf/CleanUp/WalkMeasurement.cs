using System.Globalization;
using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Perf.CleanUp;

/// <summary>
/// What keeping the index costs a clean-up: the first walk after an upgrade, which writes the index row of every identity; those of the next
/// two days, before each of which some users came; and a run in which no walk is due. No row is stale.
/// </summary>
internal sealed class WalkMeasurement(IIdentityStore inner, int rows, TextWriter output)
{
    public const int NewUsers = 1000;

    private static readonly TimeSpan BetweenWalks = TimeSpan.FromHours(25);

    private readonly CountingStore store = new(inner, () => { });
    private readonly JumpingClock clock = new(TimeProvider.System.GetUtcNow());

    public static async Task<bool> OnAzuriteAsync(int rows, TextWriter output)
    {
        var isAsExpected = false;
        await PerfTable.UseAsync(async (table, identities) =>
        {
            var measurement = new WalkMeasurement(identities, rows, output);
            await UserDirectory.FillAsync(table, UserDirectory.Rows(rows, 0, measurement.clock.GetUtcNow()));
            isAsExpected = await measurement.IsAsExpectedAsync();
        });
        return isAsExpected;
    }

    public static async Task<bool> InMemoryAsync(int rows, TextWriter output)
    {
        var identities = new InMemoryIdentityStore();
        var measurement = new WalkMeasurement(identities, rows, output);
        await UserDirectory.FillAsync(identities, UserDirectory.Rows(rows, 0, measurement.clock.GetUtcNow()));
        return await measurement.IsAsExpectedAsync();
    }

    /// <summary>Whether the index has a row for each user at the end, and an ordinary walk looks only at what was written since the one before.</summary>
    private async Task<bool> IsAsExpectedAsync()
    {
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"rows {rows}, {NewUsers} new ones before each later walk"));
        var first = await RunAsync("first walk");
        await NextDayAsync(rows);
        var second = await RunAsync("second walk");
        await NextDayAsync(rows + NewUsers);
        var third = await RunAsync("third walk");
        var none = await RunAsync("no walk due");
        return first.Written == rows && second.Written == 0 && third.Written == 0 && none.Reads == 0 && third.Reads == NewUsers;
    }

    private async Task<(int Written, int Reads)> RunAsync(string name)
    {
        var (reads, listings, writes) = (store.Reads, store.Listings, store.Writes);
        var started = TimeProvider.System.GetTimestamp();
        var report = await CleanUps.Over(store, new InMemoryAcs(clock), clock).ExecuteAsync(dryRun: false, CancellationToken.None);
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-12} {seconds,8:F1} s   {store.Reads - reads} point reads, {store.Listings - listings} listings, {store.Writes - writes} writes; {report.IndexRowsWritten} index rows written, {report.Failed} failed"));
        return (report.IndexRowsWritten, store.Reads - reads);
    }

    // Those who come are in the index at once, half a day before the next walk.
    private async Task NextDayAsync(int from)
    {
        clock.Advance(BetweenWalks / 2);
        var now = clock.GetUtcNow();
        for (var number = from; number < from + NewUsers; number++)
        {
            var row = UserDirectory.Row(number, 0, now) with { CreatedOn = now, LastTokenOn = now };
            await inner.CommitAsync([new RowChange.Insert(UserDirectory.InIndex(row, now))], Delivery.Once, CancellationToken.None);
            await inner.CommitAsync([new RowChange.Insert(row)], Delivery.Once, CancellationToken.None);
        }

        clock.Advance(BetweenWalks / 2);
    }
}
