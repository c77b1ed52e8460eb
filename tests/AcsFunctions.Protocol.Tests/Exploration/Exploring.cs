using AcsFunctions.Protocol.Tests.Mutations;
using AcsFunctions.Protocol.Tests.Operations;
using AcsFunctions.Protocol.Tests.Worlds;

namespace AcsFunctions.Protocol.Tests.Exploration;

/// <summary>Explores many scenarios, a worker for each processor.</summary>
internal static class Exploring
{
    /// <summary>All sets of so many operations, one operation twice included.</summary>
    public static IEnumerable<IReadOnlyList<Operation>> Sets(IReadOnlyList<Operation> of, int size) => size == 0
        ? [[]]
        : of.SelectMany((operation, index) => Sets([.. of.Skip(index)], size - 1).Select(rest => (IReadOnlyList<Operation>)[operation, .. rest]));

    /// <summary>All pairs of operations, and each with every one that works from the cache.</summary>
    public static IEnumerable<IReadOnlyList<Operation>> Pairs =>
        Sets(Operations.Operations.All, 2).Concat(Operations.Operations.All.SelectMany(one => Operations.Operations.WithCache.Select(other => (IReadOnlyList<Operation>)[one, other])));

    /// <summary>All pairs with one that replaces an identity which ACS does not know.</summary>
    public static IEnumerable<IReadOnlyList<Operation>> RecreatingPairs => Sets(Operations.Operations.Recreating, 2)
        .Concat(Operations.Operations.Recreating.SelectMany(one => Operations.Operations.All.Select(other => (IReadOnlyList<Operation>)[one, other])));

    /// <summary>All pairs of operations that concern the index, several users or guests.</summary>
    public static IEnumerable<IReadOnlyList<Operation>> DirectoryPairs(Start start) => start == Start.Uninvited
        ? BesidesInvitation(1)
        : Sets(Operations.DirectoryOperations.Of(start), 2);

    /// <summary>Two who want the same identity, and something between them; or what happens to a guest.</summary>
    public static IEnumerable<IReadOnlyList<Operation>> DirectoryTriples(Start start) => start == Start.Guest
        ? Sets([.. Operations.DirectoryOperations.OfGuests.Take(5)], 3)
        : start == Start.Uninvited ? BesidesInvitation(2)
        : Operations.DirectoryOperations.Between.Select(between => (IReadOnlyList<Operation>)[Operations.DirectoryOperations.Adopt, between, Operations.DirectoryOperations.AdoptForAnotherLater]);

    private static IEnumerable<IReadOnlyList<Operation>> BesidesInvitation(int others) =>
        Sets(Operations.DirectoryOperations.BesidesInvitation, others).Select(rest => (IReadOnlyList<Operation>)[Operations.DirectoryOperations.InviteGuest, .. rest]);

    public static async Task<ExplorationReport> AllAsync(
        IEnumerable<(Start Start, IReadOnlyList<Operation> Operations)> scenarios,
        int faults,
        Mutation? mutation = null,
        bool stopAtFirst = false,
        CancellationToken cancellationToken = default)
    {
        var report = ExplorationReport.Empty;
        var gate = new Lock();
        // What a worker knows of a start is of use to all scenarios that begin there, and is dropped after them.
        await Parallel.ForEachAsync(scenarios.GroupBy(scenario => scenario.Start), cancellationToken, async (group, token) =>
        {
            var explorer = new Explorer(mutation ?? Mutation.None, Starts.IsDirectory(group.Key));
            foreach (var (start, operations) in group)
            {
                token.ThrowIfCancellationRequested();
                if (stopAtFirst && report.Violations.Count > 0)
                {
                    return;
                }

                var part = await explorer.ExploreAsync(start, operations, faults);
                lock (gate)
                {
                    report += part;
                }
            }
        });
        return report;
    }

    /// <summary>Single schedules, drawn: where they begin, of which operations, and what happens.</summary>
    public static async Task<ExplorationReport> WalksAsync(int count, int size, int faults, int seed, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        var starts = Starts.Ordinary;
        var explorers = starts.ToDictionary(start => start, _ => new Explorer(Mutation.None, seesIndex: false));
        var report = ExplorationReport.Empty;
        for (var walk = 0; walk < count; walk++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = starts[random.Next(starts.Length)];
            Operation[] possible = [.. Operations.Operations.All, .. Operations.Operations.WithCache];
            var operations = Enumerable.Range(0, size).Select(_ => possible[random.Next(possible.Length)]).ToArray();
            report += await explorers[start].WalkAsync(start, operations, faults, random);
        }

        return report;
    }
}
