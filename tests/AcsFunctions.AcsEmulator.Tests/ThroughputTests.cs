using AcsFunctions.AcsEmulator.Perf;

namespace AcsFunctions.AcsEmulator.Tests;

/// <summary>The command under perf that compares two builds; here a build with itself, for a moment.</summary>
public sealed class ThroughputTests
{
    [Fact]
    public async Task Two_builds_are_compared_in_turns()
    {
        using var output = new StringWriter();

        var (failed, ratio) = await ThroughputComparison.RunAsync(AppContext.BaseDirectory, rounds: 2, TimeSpan.FromMilliseconds(50), connections: 2, output);

        Assert.Equal(0, failed);
        Assert.True(ratio > 0 && double.IsFinite(ratio), output.ToString());
        Assert.Matches(@"(?s)this, calls/s.*\n +1 .*\n +2 .*\nratio ", output.ToString());
    }
}
