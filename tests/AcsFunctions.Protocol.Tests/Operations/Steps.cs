using AcsFunctions.Protocol.Tests.Exchange;
using AcsFunctions.Protocol.Tests.Mutations;

namespace AcsFunctions.Protocol.Tests.Operations;

/// <summary>
/// All steps of all operations met so far. An operation depends on nothing but the replies it gets, so where it is after some replies
/// is found once, by letting it go on from the step before or by running it from its beginning with these replies, and then known.
/// </summary>
internal sealed class Steps(Mutation mutation, bool seesIndex)
{
    private readonly List<Step> all = [];
    private readonly Dictionary<string, int> first = [];
    private readonly Dictionary<(string Name, AskTraits Traits), Ask> asks = [];

    /// <summary>How often an operation was run from its beginning.</summary>
    public int Runs { get; private set; }

    public Step this[int id] => all[id];

    public int First(Operation operation)
    {
        if (!first.TryGetValue(operation.Name, out var id))
        {
            first[operation.Name] = id = Add(new() { Id = all.Count, Operation = operation, Replies = [] });
        }

        return id;
    }

    public int After(Step step, Reply reply)
    {
        if (!step.Next.TryGetValue(reply, out var id))
        {
            step.Next[reply] = id = Add(new() { Id = all.Count, Operation = step.Operation, Before = step, Replies = [.. step.Replies, reply] });
        }

        return id;
    }

    /// <summary>A step, with what the operation does there.</summary>
    public ValueTask<Step> FindAsync(int id) => all[id].IsKnown ? new(all[id]) : new(FindAsync(all[id]));

    private async Task<Step> FindAsync(Step step)
    {
        var run = RunTo(step);
        if (run.IsOver)
        {
            step.Outcome = await run.OutcomeAsync();
        }
        else
        {
            step.Ask = Kept(run.HeldAt ?? throw new InvalidOperationException(
                $"{step.Operation.Name} waits for something that is neither storage nor ACS, after: {string.Join("; ", step.Replies.Select(reply => reply.Print))}."));
        }

        step.Run = run.CanGoOn ? run : null;
        return step;
    }

    private Run RunTo(Step step)
    {
        if (step.Before is { Run: { } run } before)
        {
            before.Run = null;
            run.GoOn(step.Replies[^1]);
            return run;
        }

        Runs++;
        return new(step.Operation, step.Replies, mutation, seesIndex);
    }

    private Ask Kept(Ask ask)
    {
        if (!asks.TryGetValue((ask.Name, ask.Traits), out var kept))
        {
            asks[(ask.Name, ask.Traits)] = kept = ask with { Number = asks.Count };
        }

        return kept;
    }

    private int Add(Step step)
    {
        all.Add(step);
        return step.Id;
    }
}
