using AcsFunctions.Protocol.Tests.Exploration;
using AcsFunctions.Protocol.Tests.Mutations;
using AcsFunctions.Protocol.Tests.Worlds;

namespace AcsFunctions.Protocol.Tests;

/// <summary>The exploration can see: with a piece of the protocol taken away, it finds a schedule that breaks an invariant.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. AllMutations.List.Select(mutation => mutation.Name)];

    public static TheoryData<string> DirectoryNames => [.. AllMutations.Directory.Select(mutation => mutation.Name)];

    [Theory]
    [MemberData(nameof(DirectoryNames))]
    public async Task A_missing_piece_of_the_directory_is_missed(string name)
    {
        var mutation = AllMutations.Directory.Single(mutation => mutation.Name == name);
        var unmade = (Start.Unmade, (IReadOnlyList<Operations.Operation>)[Operations.Operations.Ensure, Operations.DirectoryOperations.AdoptForAnother]);
        var scenarios = Starts.Directory
            .SelectMany(start => Exploring.DirectoryPairs(start).Concat(Exploring.DirectoryTriples(start)).Select(operations => (start, operations)))
            .Prepend(unmade)
            // Where no operation lacks the piece, there is nothing to be missed.
            .Where(scenario => scenario.Item2.Any(mutation.IsOf));

        var report = await Exploring.AllAsync(scenarios, faults: 0, mutation, stopAtFirst: true, cancellationToken: TestContext.Current.CancellationToken);

        output.WriteLine($"{report}\n{string.Join("\n", report.Violations)}");
        Assert.NotEmpty(report.Violations);
    }

    [Fact]
    public async Task A_missing_piece_of_what_replaces_an_identity_is_missed()
    {
        var report = await Exploring.AllAsync(
            Exploring.RecreatingPairs.Select(operations => (Start.MissingAtAcs, operations)), faults: 0, AllMutations.Recreating, stopAtFirst: true, cancellationToken: TestContext.Current.CancellationToken);

        output.WriteLine($"{report}\n{string.Join("\n", report.Violations)}");
        Assert.NotEmpty(report.Violations);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_missing_piece_is_missed(string name)
    {
        var mutation = AllMutations.List.Single(mutation => mutation.Name == name);
        var scenarios = Starts.Ordinary.SelectMany(start => Exploring.Pairs.Select(operations => (start, operations)));

        // Most are missed without any fault, and that is found out in a tenth of the time.
        var report = await ExploreAsync(faults: 0);
        if (report.Violations.Count == 0)
        {
            report = await ExploreAsync(faults: 1);
        }

        output.WriteLine($"{report}\n{string.Join("\n", report.Violations)}");
        Assert.NotEmpty(report.Violations);

        Task<ExplorationReport> ExploreAsync(int faults) =>
            Exploring.AllAsync(scenarios, faults, mutation, stopAtFirst: true, cancellationToken: TestContext.Current.CancellationToken);
    }
}
