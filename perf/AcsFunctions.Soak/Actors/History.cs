using System.Collections.Concurrent;

namespace AcsFunctions.Soak.Actors;

/// <summary>What was promised to users, by what they were answered. Instants are of one clock, ours.</summary>
internal sealed class History
{
    public ConcurrentBag<AnsweredIdentity> Identities { get; } = [];

    public ConcurrentBag<HandedToken> Tokens { get; } = [];

    /// <summary>Revokes and deletes that were answered 204.</summary>
    public ConcurrentBag<KeptEnd> Ends { get; } = [];

    /// <summary>Calls that may have created an identity and ended without a good answer: only they may leak one.</summary>
    public int LostCreates => lostCreates;

    public int Calls => calls;

    public int Unanswered => unanswered;

    private int lostCreates;
    private int calls;
    private int unanswered;

    public void Count(ServiceAnswer? answer, bool mayCreate)
    {
        Interlocked.Increment(ref calls);
        if (answer is null)
        {
            Interlocked.Increment(ref unanswered);
        }

        if (mayCreate && (answer is null || (int)answer.Status >= 500))
        {
            Interlocked.Increment(ref lostCreates);
        }
    }
}
