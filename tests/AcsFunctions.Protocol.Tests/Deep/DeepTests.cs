using AcsFunctions.Protocol.Tests.Exploration;
using AcsFunctions.Protocol.Tests.Operations;
using AcsFunctions.Protocol.Tests.Worlds;

namespace AcsFunctions.Protocol.Tests.Deep;

/// <summary>The deeper setting: an hour and some gigabytes of memory. Runs where it is asked for (<c>--explicit only</c>).</summary>
public sealed class DeepTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<Start> AllStarts => PairsTests.AllStarts;

    [Theory(Explicit = true)]
    [MemberData(nameof(AllStarts))]
    public Task No_two_operations_and_two_faults_break_an_invariant(Start start) =>
        ExploreAsync(start, Exploring.Pairs.Select(operations => (start, operations)), faults: 2);

    [Theory(Explicit = true)]
    [MemberData(nameof(AllStarts))]
    public Task No_three_operations_break_an_invariant(Start start) => ExploreAsync(start, Triples(start), faults: 0);

    [Theory(Explicit = true)]
    [MemberData(nameof(AllStarts))]
    public Task No_three_operations_and_one_fault_break_an_invariant(Start start) => ExploreAsync(start, Triples(start), faults: 1);

    private static IEnumerable<(Start Start, IReadOnlyList<Operation> Operations)> Triples(Start start) =>
        Exploring.Sets(Operations.Operations.All, 3).Select(operations => (start, (IReadOnlyList<Operation>)operations));

    private async Task ExploreAsync(Start start, IEnumerable<(Start Start, IReadOnlyList<Operation> Operations)> scenarios, int faults)
    {
        var report = await Exploring.AllAsync(scenarios, faults, cancellationToken: Token);

        output.WriteLine($"{start}, {faults} fault(s): {report}");
        Assert.True(report.Violations.Count == 0, string.Join("\n", report.Violations));
        Assert.True(report.Ends > report.Scenarios);
    }
}
