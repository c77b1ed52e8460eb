namespace AcsFunctions.Tests.Acs.Sharing;

/// <summary>The quota of one resource, counted in one of the ways that ACS may count: which one is not documented.</summary>
internal sealed class SimulatedAcs(Counting counting, bool saysRetryAfter, int quota, TimeSpan window)
{
    private readonly Queue<TimeSpan> counted = [];
    private TimeSpan windowStart = TimeSpan.MinValue;
    private int inWindow;

    /// <summary>Null where the call is done, else what ACS says about when to come back: nothing, perhaps.</summary>
    public Refused? Call(TimeSpan now)
    {
        if (counting == Counting.FixedWindow)
        {
            if (windowStart == TimeSpan.MinValue || now - windowStart >= window)
            {
                (windowStart, inWindow) = (now, 0);
            }

            return ++inWindow <= quota ? null : Refuse(windowStart + window - now);
        }

        while (counted.TryPeek(out var oldest) && oldest <= now - window)
        {
            counted.Dequeue();
        }

        if (counted.Count < quota)
        {
            counted.Enqueue(now);
            return null;
        }

        var wait = counted.ElementAt(counted.Count - quota) + window - now;
        if (counting == Counting.SlidingWindowWithRefusals)
        {
            counted.Enqueue(now);
        }

        return Refuse(wait);
    }

    private Refused Refuse(TimeSpan wait) => new(saysRetryAfter ? wait : null);

    internal sealed record Refused(TimeSpan? RetryAfter);
}
