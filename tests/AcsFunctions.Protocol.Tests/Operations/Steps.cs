using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Exchange;
using AcsFunctions.Protocol.Tests.Mutations;

namespace AcsFunctions.Protocol.Tests.Operations;

/// <summary>
/// All steps of all operations met so far. An operation depends on nothing but the replies it gets, so where it is after some replies
/// is found once, by running it from its beginning with these replies, and then known.
/// </summary>
internal sealed class Steps(Mutation mutation, bool seesIndex)
{
    private readonly List<Step> all = [];
    private readonly Dictionary<string, Step> first = [];

    /// <summary>How often an operation was run.</summary>
    public int Count => all.Count;

    public Step this[int id] => all[id];

    public async ValueTask<Step> FirstAsync(Operation operation)
    {
        if (!first.TryGetValue(operation.Name, out var step))
        {
            first[operation.Name] = step = await RunAsync(operation, []);
        }

        return step;
    }

    public async ValueTask<Step> AfterAsync(Step step, Reply reply)
    {
        if (!step.Next.TryGetValue(reply, out var next))
        {
            step.Next[reply] = next = await RunAsync(step.Operation, [.. step.Replies, reply]);
        }

        return next;
    }

    private async Task<Step> RunAsync(Operation operation, IReadOnlyList<Reply> replies)
    {
        var script = new Script(replies);
        var running = Pump.Run(() => operation.RunAsync(script, mutation, seesIndex));
        Outcome? outcome = null;
        if (running.IsCompleted)
        {
            try
            {
                outcome = await running;
            }
            catch (IdentityStoreException)
            {
                // A part of clean-up that could not read its rows, or retire one: the run goes on without it.
                outcome = new(OutcomeKind.Refused);
            }
        }
        else if (script.HeldAt is null)
        {
            throw new InvalidOperationException($"{operation.Name} waits for something that is neither storage nor ACS, after: {string.Join("; ", replies.Select(reply => reply.Print))}.");
        }

        var step = new Step { Id = all.Count, Operation = operation, Replies = replies, Ask = outcome is null ? script.HeldAt : null, Outcome = outcome };
        all.Add(step);
        return step;
    }
}
