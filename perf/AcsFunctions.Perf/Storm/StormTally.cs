using System.Net;

namespace AcsFunctions.Perf.Storm;

/// <summary>What became of each user. Safe for concurrent use.</summary>
internal sealed class StormTally(int users)
{
    private readonly int[] refusals = new int[users];
    private readonly TaskCompletionSource everyoneHeard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int heard;
    private long answered;
    private long refused;
    private long unavailable;
    private long failed;
    private string? firstFailure;

    public long Answered => Interlocked.Read(ref answered);

    public long Refused => Interlocked.Read(ref refused);

    /// <summary>Refusals that were not for the quota.</summary>
    public long Unavailable => Interlocked.Read(ref unavailable);

    /// <summary>Users who were neither answered nor told when to come back.</summary>
    public long Failed => Interlocked.Read(ref failed);

    public string? FirstFailure => firstFailure;

    /// <summary>Completes when each user has heard something: from then on only those come who were told to.</summary>
    public Task EveryoneHeard => everyoneHeard.Task;

    public int MostRefusals => refusals.Max();

    /// <returns>How many users were refused so often.</returns>
    public int RefusedTimes(int times) => refusals.Count(count => count == times);

    public void Answer(int user)
    {
        Interlocked.Increment(ref answered);
        Hear(refusals[user] == 0);
    }

    public void Refuse(int user, HttpStatusCode status)
    {
        Interlocked.Increment(ref refused);
        if (status == HttpStatusCode.ServiceUnavailable)
        {
            Interlocked.Increment(ref unavailable);
        }

        Hear(refusals[user]++ == 0);
    }

    public void Fail(int user, string reason)
    {
        Interlocked.CompareExchange(ref firstFailure, reason, null);
        Interlocked.Increment(ref failed);
        Hear(refusals[user] == 0);
    }

    private void Hear(bool isFirst)
    {
        if (isFirst && Interlocked.Increment(ref heard) == users)
        {
            everyoneHeard.SetResult();
        }
    }
}
