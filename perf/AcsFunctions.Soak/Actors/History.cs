using System.Collections.Concurrent;

namespace AcsFunctions.Soak.Actors;

/// <summary>What was promised to users, by what they were answered. Instants are of one clock, ours.</summary>
internal sealed class History
{
    public ConcurrentBag<AnsweredIdentity> Identities { get; } = [];

    public ConcurrentBag<HandedToken> Tokens { get; } = [];

    /// <summary>Revokes and deletes that were answered 204.</summary>
    public ConcurrentBag<KeptEnd> Ends { get; } = [];

    public int Calls => calls;

    public int Unanswered => unanswered;

    private int calls;
    private int unanswered;

    public void Count(ServiceAnswer? answer)
    {
        Interlocked.Increment(ref calls);
        if (answer is null)
        {
            Interlocked.Increment(ref unanswered);
        }
    }
}
