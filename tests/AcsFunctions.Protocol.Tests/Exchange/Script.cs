namespace AcsFunctions.Protocol.Tests.Exchange;

/// <summary>Gives an operation the replies it has had so far, in order, and then holds it at its next call.</summary>
internal sealed class Script(IReadOnlyList<Reply> replies)
{
    private int next;

    /// <summary>The call at which the operation is held.</summary>
    public Ask? HeldAt { get; private set; }

    public async Task<Reply> AskAsync(Ask ask)
    {
        var reply = await OnceAsync(ask);
        return reply == Reply.NoneYet ? await OnceAsync(ask with { Name = ask.Name + " again", Traits = ask.Traits & ~AskTraits.Repeatable }) : reply;
    }

    private Task<Reply> OnceAsync(Ask ask)
    {
        if (next < replies.Count)
        {
            return Task.FromResult(replies[next++]);
        }

        // Requests of one operation that wait at the same time have their answers in the order in which they asked.
        HeldAt ??= ask;
        return new TaskCompletionSource<Reply>().Task;
    }
}
