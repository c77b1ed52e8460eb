using System.Security.Cryptography;
using AcsFunctions.Protocol.Tests.Exploration;

namespace AcsFunctions.Protocol.Tests;

/// <summary>Three operations at once, in schedules that are drawn; Deep has them all.</summary>
public sealed class TriplesTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Schedules_of_three_operations_that_are_drawn_do_not_break_an_invariant(int faults)
    {
        var seed = RandomNumberGenerator.GetInt32(int.MaxValue);

        var report = await Exploring.WalksAsync(count: 5_000, size: 3, faults, seed, Token);

        output.WriteLine($"seed {seed}, up to {faults} fault(s): {report}");
        Assert.True(report.Violations.Count == 0, $"seed {seed}\n{string.Join("\n", report.Violations)}");
    }
}
