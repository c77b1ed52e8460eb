using AcsFunctions.Protocol.Tests.Exploration;
using AcsFunctions.Protocol.Tests.Worlds;

namespace AcsFunctions.Protocol.Tests;

/// <summary>All interleavings of every two operations, with a fault anywhere.</summary>
public sealed class PairsTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<Start> AllStarts => [.. Enum.GetValues<Start>()];

    [Theory]
    [MemberData(nameof(AllStarts))]
    public Task No_two_operations_and_one_fault_break_an_invariant(Start start) => ExploreAsync(start, faults: 1);

    /// <summary>The deeper setting: minutes, and some gigabytes of memory. Run with <c>--explicit only</c>.</summary>
    [Theory(Explicit = true)]
    [MemberData(nameof(AllStarts))]
    public Task No_two_operations_and_two_faults_break_an_invariant(Start start) => ExploreAsync(start, faults: 2);

    private async Task ExploreAsync(Start start, int faults)
    {
        var scenarios = Exploring.Pairs.Select(operations => (start, operations));

        var report = await Exploring.AllAsync(scenarios, faults, cancellationToken: Token);

        output.WriteLine($"{start}, {faults} fault(s): {report}");
        Assert.True(report.Violations.Count == 0, string.Join("\n", report.Violations));
        Assert.True(report.Ends > report.Scenarios);
    }
}
