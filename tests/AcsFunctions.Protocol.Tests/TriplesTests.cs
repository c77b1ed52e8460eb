using System.Security.Cryptography;
using AcsFunctions.Protocol.Tests.Exploration;
using AcsFunctions.Protocol.Tests.Operations;
using AcsFunctions.Protocol.Tests.Worlds;

namespace AcsFunctions.Protocol.Tests;

/// <summary>All interleavings of three operations: of some that are drawn, or of all in the deeper setting.</summary>
public sealed class TriplesTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<Start> AllStarts => PairsTests.AllStarts;

    [Theory]
    [InlineData(0, 40)]
    [InlineData(1, 6)]
    public async Task Three_operations_that_are_drawn_do_not_break_an_invariant(int faults, int count)
    {
        var seed = RandomNumberGenerator.GetInt32(int.MaxValue);
        var random = new Random(seed);
        var triples = Exploring.Sets(Operations.Operations.All, 3).ToArray();
        var starts = Enum.GetValues<Start>();
        var drawn = Enumerable.Range(0, count).Select(_ => (starts[random.Next(starts.Length)], triples[random.Next(triples.Length)])).ToArray();

        var report = await Exploring.AllAsync(drawn, faults, cancellationToken: Token);

        output.WriteLine($"seed {seed}, {faults} fault(s): {report}");
        Assert.True(report.Violations.Count == 0, $"seed {seed}\n{string.Join("\n", report.Violations)}");
    }

    /// <summary>The deeper setting: about an hour and some gigabytes of memory. Run with <c>--explicit only</c>.</summary>
    [Theory(Explicit = true)]
    [MemberData(nameof(AllStarts))]
    public Task No_three_operations_break_an_invariant(Start start) => ExploreAsync(start, faults: 0);

    /// <inheritdoc cref="No_three_operations_break_an_invariant"/>
    [Theory(Explicit = true)]
    [MemberData(nameof(AllStarts))]
    public Task No_three_operations_and_one_fault_break_an_invariant(Start start) => ExploreAsync(start, faults: 1);

    private async Task ExploreAsync(Start start, int faults)
    {
        var scenarios = Exploring.Sets(Operations.Operations.All, 3).Select(operations => (start, (IReadOnlyList<Operation>)operations));

        var report = await Exploring.AllAsync(scenarios, faults, cancellationToken: Token);

        output.WriteLine($"{start}, {faults} fault(s): {report}");
        Assert.True(report.Violations.Count == 0, string.Join("\n", report.Violations));
    }
}
