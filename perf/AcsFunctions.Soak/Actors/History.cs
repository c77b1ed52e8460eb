using System.Collections.Concurrent;
using System.Net;

namespace AcsFunctions.Soak.Actors;

/// <summary>What was promised to users, by what they were answered. Instants are of one clock, ours.</summary>
internal sealed class History
{
    public ConcurrentBag<AnsweredIdentity> Identities { get; } = [];

    public ConcurrentBag<ReturnedToken> Tokens { get; } = [];

    /// <summary>Revokes and deletes that were answered 204.</summary>
    public ConcurrentBag<ConfirmedEnd> Ends { get; } = [];

    public int Calls => calls;

    /// <summary>Calls without an answer, or with the host's own: their worker was killed.</summary>
    public int Unanswered => unanswered;

    /// <summary>Calls that did what they were asked to.</summary>
    public int Served => served;

    private int calls;
    private int unanswered;
    private int served;

    public void Count(ServiceAnswer? answer)
    {
        Interlocked.Increment(ref calls);
        if (answer is null or { Status: HttpStatusCode.InternalServerError })
        {
            Interlocked.Increment(ref unanswered);
        }
        else if (answer.Status is >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous)
        {
            Interlocked.Increment(ref served);
        }
    }
}
