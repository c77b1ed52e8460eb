using AcsFunctions.Protocol.Tests.Exploration;
using AcsFunctions.Protocol.Tests.Worlds;

namespace AcsFunctions.Protocol.Tests;

/// <summary>All interleavings of every two operations, with a fault anywhere.</summary>
public sealed class PairsTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<Start> AllStarts => [.. Starts.Ordinary];

    [Theory]
    [MemberData(nameof(AllStarts))]
    public async Task No_two_operations_and_one_fault_break_an_invariant(Start start)
    {
        var scenarios = Exploring.Pairs.Select(operations => (start, operations));

        var report = await Exploring.AllAsync(scenarios, faults: 1, cancellationToken: Token);

        output.WriteLine($"{start}: {report}");
        Assert.True(report.Violations.Count == 0, string.Join("\n", report.Violations));
        Assert.True(report.Ends > report.Scenarios);
    }

    [Fact]
    public async Task An_identity_that_is_replaced_because_ACS_does_not_know_it_breaks_no_invariant()
    {
        var report = await Exploring.AllAsync(Exploring.RecreatingPairs.Select(operations => (Start.MissingAtAcs, operations)), faults: 1, cancellationToken: Token);

        output.WriteLine($"{report}");
        Assert.True(report.Violations.Count == 0, string.Join("\n", report.Violations));
        Assert.True(report.Ends > report.Scenarios);
    }
}
