using System.Diagnostics.CodeAnalysis;
using AcsFunctions.Protocol.Tests.Operations;
using AcsFunctions.Protocol.Tests.Worlds;

namespace AcsFunctions.Protocol.Tests.Exploration;

/// <summary>The states of one scenario, each met once, with the way to it.</summary>
internal sealed class Search(string scenario, AllWorlds worlds, Steps steps)
{
    private readonly HashSet<State> met = [];
    private readonly List<(State State, int Parent, Move Move)> states = [];
    private readonly Dictionary<string, Violation> violations = [];
    private long transitions;
    private long ends;
    private int next;

    public void CountEnd() => ends++;

    public void Add(State state, int parent, Move move)
    {
        transitions++;
        if (met.Add(state))
        {
            states.Add((state, parent, move));
        }
    }

    public bool TryNext(out int index, [MaybeNullWhen(false)] out State state)
    {
        index = next;
        state = next < states.Count ? states[next].State : default;
        return next++ < states.Count;
    }

    public void Report(string invariant, int index) => violations.TryAdd(invariant, new(invariant, scenario, [.. Schedule(index).Reverse()]));

    public ExplorationReport ToReport(int runs) => new(1, states.Count, transitions, ends, runs, [.. violations.Values]);

    private IEnumerable<string> Schedule(int index)
    {
        while (states[index].Parent is >= 0 and var parent)
        {
            yield return Describe(states[parent].State, states[index].Move);
            index = parent;
        }
    }

    private string Describe(State state, Move move)
    {
        if (move.Kind == MoveKind.LateEffect)
        {
            return $"late effect: {worlds[state.World].Late[move.Index].Name}";
        }

        var step = steps[state[move.Index].Step];
        return $"{move.Index} {step.Operation.Name}: {step.Ask?.Name ?? step.Outcome?.ToString()} -> {move.Kind}";
    }
}
