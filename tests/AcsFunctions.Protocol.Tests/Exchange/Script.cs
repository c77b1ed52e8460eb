namespace AcsFunctions.Protocol.Tests.Exchange;

/// <summary>Gives an operation the replies it has had so far, in order, and then holds it at its next call.</summary>
internal sealed class Script(IReadOnlyList<Reply> replies)
{
    private TaskCompletionSource<Reply>? held;
    private int next;

    /// <summary>The call at which the operation is held.</summary>
    public Ask? HeldAt { get; private set; }

    /// <summary>How many requests the operation makes at once.</summary>
    public int Requests { get; set; } = 1;

    /// <summary>
    /// Whether a reply does now what it would have done at once. Not with another request: that has gone on since, or could have.
    /// </summary>
    public bool CanGoOn { get; private set; }

    /// <summary>Gives one more reply, to the call at which the operation is held.</summary>
    public void Answer(Reply reply)
    {
        HeldAt = null;
        held!.SetResult(reply);
    }

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

        var waiting = new TaskCompletionSource<Reply>();
        // Requests of one operation that wait at the same time have their answers in the order in which they asked.
        if (HeldAt is null)
        {
            (HeldAt, held, CanGoOn) = (ask, waiting, Requests == 1);
        }

        return waiting.Task;
    }
}
