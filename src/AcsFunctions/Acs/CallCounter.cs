namespace AcsFunctions.Acs;

/// <summary>Counts over a sliding window, in eight parts of it and so to an eighth exact. Not for concurrent use.</summary>
internal sealed class CallCounter(TimeSpan window)
{
    private const int Parts = 8;

    private readonly int[] counts = new int[Parts];
    private readonly long partTicks = Math.Max(1, window.Ticks / Parts);
    private long newest;

    public void Add(TimeSpan now)
    {
        MoveTo(now);
        counts[newest % Parts]++;
    }

    public int Count(TimeSpan now)
    {
        MoveTo(now);
        return counts.Sum();
    }

    private void MoveTo(TimeSpan now)
    {
        var part = now.Ticks / partTicks;
        for (var skipped = Math.Min(part - newest, Parts); skipped > 0; skipped--)
        {
            counts[(part - skipped + 1) % Parts] = 0;
        }

        newest = Math.Max(newest, part);
    }
}
