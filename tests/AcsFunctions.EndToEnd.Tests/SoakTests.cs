using System.Security.Cryptography;
using AcsFunctions.Soak;

namespace AcsFunctions.EndToEnd.Tests;

/// <summary>Short runs of <c>perf/AcsFunctions.Soak</c>, which runs for as long as it is told to.</summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hundred_users_are_kept_every_promise_while_the_process_is_killed_and_storage_fails(bool keepsTokens)
    {
        var report = await RunAsync(TimeSpan.FromSeconds(5), Sabotage.None, keepsTokens);

        Assert.Equal(keepsTokens, report.KeepsTokens);
        Assert.True(report.Broken.Count == 0, report.ToString());
        // Controls: there was trouble, and there were promises.
        Assert.True(report is { Kills: > 1, StorageTroubles: > 1, Tokens: > 0, Ends: > 0, CreatesAnswered: > 0, Sabotaged: 0 }, report.ToString());
    }

    // Controls: what the verdict must be able to see.
    [Theory]
    [InlineData(Sabotage.ForgottenLosers, "2: ")]
    [InlineData(Sabotage.UnendedSessions, "3: ")]
    public async Task A_service_that_breaks_a_promise_cannot_pass(Sabotage sabotage, string invariant)
    {
        var report = await RunAsync(TimeSpan.FromSeconds(2), sabotage, keepsTokens: false);

        Assert.True(report.Broken.Any(broken => broken.StartsWith(invariant, StringComparison.Ordinal)), report.ToString());
    }

    private async Task<SoakReport> RunAsync(TimeSpan duration, Sabotage sabotage, bool keepsTokens)
    {
        // An even seed has tokens handed out again.
        var seed = (RandomNumberGenerator.GetInt32(int.MaxValue / 2) * 2) + (keepsTokens ? 0 : 1);
        var report = await SoakRun.RunAsync(duration, seed, sabotage, TestContext.Current.CancellationToken);
        output.WriteLine(report.ToString());
        return report;
    }
}
