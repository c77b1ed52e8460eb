using AcsFunctions.Protocol.Tests.Exploration;
using AcsFunctions.Protocol.Tests.Operations;
using AcsFunctions.Protocol.Tests.Worlds;

namespace AcsFunctions.Protocol.Tests;

/// <summary>One identity and two users, or a guest: all interleavings of adopting, importing, looking up, walking and going.</summary>
public sealed class DirectoryTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<Start> AllStarts => [.. Starts.Directory];

    [Theory]
    [MemberData(nameof(AllStarts))]
    public Task No_two_operations_and_one_fault_break_an_invariant(Start start) => ExploreAsync(start, Exploring.DirectoryPairs(start), faults: 1);

    [Theory]
    [MemberData(nameof(AllStarts))]
    public Task No_three_that_want_the_same_identity_break_an_invariant(Start start) => ExploreAsync(start, Exploring.DirectoryTriples(start), faults: 0);

    [Fact]
    public Task An_invitation_and_two_faults_break_no_invariant() => ExploreAsync(Start.Uninvited, Exploring.DirectoryPairs(Start.Uninvited), faults: 2);

    [Fact]
    public Task Who_adopts_what_a_create_has_just_made_breaks_no_invariant() =>
        ExploreAsync(Start.Unmade, [[Operations.Operations.Ensure, DirectoryOperations.AdoptForAnother]], faults: 0);

    private async Task ExploreAsync(Start start, IEnumerable<IReadOnlyList<Operation>> scenarios, int faults)
    {
        var report = await Exploring.AllAsync(scenarios.Select(operations => (start, operations)), faults, cancellationToken: Token);

        output.WriteLine($"{start}, {faults} fault(s): {report}");
        Assert.True(report.Violations.Count == 0, string.Join("\n", report.Violations));
        Assert.True(report.Ends >= report.Scenarios);
    }
}
