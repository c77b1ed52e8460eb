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
    private const int OneFaultIn = 10;

    private readonly AllWorlds worlds = new();
    private readonly Steps steps;
    private readonly Recovery recovery;
    private readonly Successors successors;
    private readonly Search search;

    /// <param name="mutation">The piece of the protocol that is missing, or none.</param>
    /// <param name="seesIndex">Whether calls about index rows are steps.</param>
    public Explorer(Mutation mutation, bool seesIndex)
    {
        steps = new(mutation, seesIndex);
        recovery = new(worlds, steps);
        successors = new(worlds, steps);
        search = new(worlds, steps);
    }

    /// <summary>Everything that can happen.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="operations">Two or three.</param>
    /// <param name="faults">How many may happen in one schedule.</param>
    public async Task<ExplorationReport> ExploreAsync(Start start, IReadOnlyList<Operation> operations, int faults)
    {
        var runsBefore = steps.Runs;
        await BeginAsync(start, operations, faults);
        while (search.TryNext(out var index, out var state))
        {
            if (await IsSoundAsync(start, index, state))
            {
                foreach (var (next, move, broken) in await successors.OfAsync(state, isLenient: faults > 1))
                {
                    Take(index, next, move, broken);
                }
            }
        }

        return search.ToReport(steps.Runs - runsBefore);
    }

    /// <summary>One of the things that can happen.</summary>
    public async Task<ExplorationReport> WalkAsync(Start start, IReadOnlyList<Operation> operations, int faults, Random random)
    {
        var runsBefore = steps.Runs;
        await BeginAsync(start, operations, faults);
        while (search.TryNext(out var index, out var state))
        {
            if (await IsSoundAsync(start, index, state)
                && await successors.OfAsync(state, isLenient: faults > 1) is { Count: > 0 } possible)
            {
                // Most moves of a state are faults; drawn alike they would all happen at the beginning.
                var calm = possible.Where(successor => successor.Move.Kind <= MoveKind.LateEffect).ToArray();
                var (next, move, broken) = random.Next(OneFaultIn) > 0 ? calm[random.Next(calm.Length)] : possible[random.Next(possible.Count)];
                Take(index, next, move, broken);
            }
        }

        return search.ToReport(steps.Runs - runsBefore);
    }

    private void Take(int index, State next, Move move, string? broken)
    {
        if (broken is not null)
        {
            search.Report(broken, index);
        }
        else
        {
            search.Add(next, index, move);
        }
    }

    private async Task BeginAsync(Start start, IReadOnlyList<Operation> operations, int faults)
    {
        search.Begin($"{start}: {string.Join(", ", operations.Select(operation => operation.Name))}");
        Actor[] first = [.. operations.Select(operation => new Actor(steps.First(operation), Phase.NotStarted, default, default))];
        var world = worlds.Begin(await Starts.OfAsync(start));
        search.Add(new State(world, first[0], first[1], first.Length > 2 ? first[2] : Actor.Absent, faults, Starts.Foreign(start)), parent: -1, default);
    }

    private async ValueTask<bool> IsSoundAsync(Start start, int index, State state)
    {
        var broken = worlds.Broken(state.World);
        if (broken is null && state.IsTerminal)
        {
            search.CountEnd();
            broken = await recovery.CheckAsync(start, state.World, state.Excused, ToRetry(state));
        }

        if (broken is not null)
        {
            search.Report(broken, index);
        }

        return broken is null;
    }

    private Operation[] ToRetry(State state) =>
        [.. new[] { state.First, state.Second, state.Third }.Where(actor => actor.Phase is Phase.Refused or Phase.Crashed).Select(actor => steps[actor.Step].Operation)];
}
