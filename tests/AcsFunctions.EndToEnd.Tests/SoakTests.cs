using System.Security.Cryptography;
using AcsFunctions.Soak;

namespace AcsFunctions.EndToEnd.Tests;

/// <summary>Short runs of <c>perf/AcsFunctions.Soak</c>, which runs for as long as it is told to.</summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hundred_users_are_kept_every_promise_while_the_worker_is_killed_and_storage_fails(bool cachesTokens)
    {
        SoakReport report;
        var runs = 0;
        do
        {
            report = await RunAsync(TimeSpan.FromSeconds(5), isSabotaged: false, cachesTokens);

            Assert.Equal(cachesTokens, report.CachesTokens);
            Assert.True(report.Broken.Count == 0, report.ToString());
        }
        // That nothing is left pending takes luck.
        while (report.Unfinished == 0 && ++runs < 3);

        // Controls: there was trouble, something that it could spoil, and something left pending.
        Assert.True(
            report is { Kills: > 1, StorageTroubles: > 1, AcsTroubles: > 1, Tokens: > 0, Ends: > 0, Jobs: > 0, CreatesAnswered: > 0, Unfinished: > 0, Sabotaged: 0 },
            report.ToString());
    }

    // Controls: what the verdict must be able to see.
    [Fact]
    public async Task A_service_that_breaks_three_promises_cannot_pass()
    {
        // What the sabotage met may all be excused by a kill at the same time: that takes luck, and never so often.
        SoakReport report;
        var runs = 0;
        do
        {
            report = await RunAsync(TimeSpan.FromSeconds(2), isSabotaged: true, cachesTokens: false);
        }
        while (!IsSeen(report) && ++runs < 5);

        Assert.True(IsSeen(report), report.ToString());

        // By what each fault alone can do: an identity that outlives its delete has live tokens, too.
        static bool IsSeen(SoakReport seen) => Array.TrueForAll(
            ["alive without a row", "are not refused", "4: an identity outlived the delete of its user, before the clean-up"],
            fault => seen.Broken.Any(broken => broken.Contains(fault, StringComparison.Ordinal)));
    }

    private async Task<SoakReport> RunAsync(TimeSpan duration, bool isSabotaged, bool cachesTokens)
    {
        // An even seed has tokens handed out again.
        var seed = (RandomNumberGenerator.GetInt32(int.MaxValue / 2) * 2) + (cachesTokens ? 0 : 1);
        var report = await SoakRun.RunAsync(duration, seed, isSabotaged, TestContext.Current.CancellationToken);
        output.WriteLine(report.ToString());
        return report;
    }
}
