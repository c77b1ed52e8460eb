using AcsFunctions.Protocol.Tests.Operations;
using AcsFunctions.Protocol.Tests.Worlds;

namespace AcsFunctions.Protocol.Tests.Exploration;

/// <summary>The states of one scenario after another, each met once, with the way to it.</summary>
internal sealed class Search(AllWorlds worlds, Steps steps)
{
    private readonly OrderedDictionary<State, (int Parent, Move Move)> states = [];
    private readonly Dictionary<string, Violation> violations = [];
    private string scenario = "";
    private long transitions;
    private long ends;
    private int next;

    /// <summary>Begins a scenario, with nothing of the one before but the room.</summary>
    public void Begin(string scenario)
    {
        this.scenario = scenario;
        states.Clear();
        violations.Clear();
        transitions = 0;
        ends = 0;
        next = 0;
    }

    public void CountEnd() => ends++;

    public void Add(State state, int parent, Move move)
    {
        transitions++;
        states.TryAdd(state, (parent, move));
    }

    public bool TryNext(out int index, out State state)
    {
        index = next;
        state = next < states.Count ? states.GetAt(next).Key : default;
        return next++ < states.Count;
    }

    public void Report(string invariant, int index) => violations.TryAdd(invariant, new(invariant, scenario, [.. Schedule(index).Reverse()]));

    public ExplorationReport ToReport(int runs) => new(1, states.Count, transitions, ends, runs, [.. violations.Values]);

    private IEnumerable<string> Schedule(int index)
    {
        while (states.GetAt(index).Value is { Parent: >= 0 and var parent, Move: var move })
        {
            yield return Describe(states.GetAt(parent).Key, move);
            index = parent;
        }
    }

    private string Describe(State state, Move move)
    {
        if (move.Kind == MoveKind.LateEffect)
        {
            return $"late effect: {worlds[state.World].Callers.Late[move.Index].Name}";
        }

        var step = steps[state[move.Index].Step];
        return $"{move.Index} {step.Operation.Name}: {step.Ask?.Name ?? step.Outcome?.ToString()} -> {move.Kind}";
    }
}
