using System.Security.Cryptography;
using AcsFunctions.Soak;

namespace AcsFunctions.EndToEnd.Tests;

/// <summary>A short run of <c>perf/AcsFunctions.Soak</c>, which runs for as long as it is told to.</summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_hundred_users_are_kept_every_promise_while_the_process_is_killed_and_storage_fails()
    {
        var report = await SoakRun.RunAsync(TimeSpan.FromSeconds(12), RandomNumberGenerator.GetInt32(int.MaxValue), TestContext.Current.CancellationToken);

        output.WriteLine(report.ToString());
        Assert.True(report.Broken.Count == 0, report.ToString());
        // Controls: there was trouble, and there were promises.
        Assert.True(report is { Kills: > 1, StorageTroubles: > 1, Tokens: > 0, Ends: > 0 }, report.ToString());
    }
}
