using AcsFunctions.Protocol.Tests.Mutations;
using AcsFunctions.Protocol.Tests.Operations;
using AcsFunctions.Protocol.Tests.Worlds;

namespace AcsFunctions.Protocol.Tests.Exploration;

/// <summary>
/// Explores everything that can happen to a few operations on one user, breadth first, so that the schedule of a violation is a
/// shortest one. Nothing beyond a violation is explored. Not safe for concurrent use: one for each worker.
/// </summary>
internal sealed class Explorer
{
    private readonly AllWorlds worlds = new();
    private readonly Steps steps;
    private readonly Recovery recovery;
    private readonly Successors successors;

    public Explorer(Mutation mutation)
    {
        steps = new(mutation);
        recovery = new(worlds, steps);
        successors = new(worlds, steps);
    }

    /// <param name="start">Where it begins.</param>
    /// <param name="operations">Two or three.</param>
    /// <param name="faults">How many may happen in one schedule.</param>
    public async Task<ExplorationReport> ExploreAsync(Start start, IReadOnlyList<Operation> operations, int faults)
    {
        var runsBefore = steps.Count;
        var search = new Search($"{start}: {string.Join(", ", operations.Select(operation => operation.Name))}", worlds, steps);
        var first = new List<Actor>();
        foreach (var operation in operations)
        {
            first.Add(new Actor((await steps.FirstAsync(operation)).Id, Phase.NotStarted, default, default));
        }

        var world = worlds.Add(await Starts.OfAsync(start));
        search.Add(new State(world, first[0], first[1], first.Count > 2 ? first[2] : Actor.Absent, faults, default), parent: -1, default);
        while (search.TryNext(out var index, out var state))
        {
            var broken = Invariants.Broken(worlds[state.World]);
            if (broken is null && state.IsTerminal)
            {
                search.CountEnd();
                broken = await recovery.CheckAsync(state.World, state.Excused, ToRetry(operations, state));
            }

            if (broken is not null)
            {
                search.Report(broken, index);
                continue;
            }

            foreach (var (next, move, brokenAnswer) in await successors.OfAsync(state, operations, isLenient: faults > 1))
            {
                if (brokenAnswer is not null)
                {
                    search.Report(brokenAnswer, index);
                }
                else
                {
                    search.Add(next, index, move);
                }
            }
        }

        return search.ToReport(steps.Count - runsBefore);
    }

    private static Operation[] ToRetry(IReadOnlyList<Operation> operations, State state) =>
        [.. operations.Where((_, index) => state[index].Phase is Phase.Refused or Phase.Crashed)];
}
