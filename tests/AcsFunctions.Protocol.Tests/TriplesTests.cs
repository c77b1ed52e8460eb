using System.Security.Cryptography;
using AcsFunctions.Protocol.Tests.Exploration;
using AcsFunctions.Protocol.Tests.Operations;
using AcsFunctions.Protocol.Tests.Worlds;

namespace AcsFunctions.Protocol.Tests;

/// <summary>Three operations at once: schedules that are drawn, or all in the deeper setting.</summary>
public sealed class TriplesTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<Start> AllStarts => PairsTests.AllStarts;

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
