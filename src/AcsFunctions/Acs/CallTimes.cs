namespace AcsFunctions.Acs;

/// <summary>When calls go, the oldest first: a queue that can be read at any place. Grows to what one window needs. Not for concurrent use.</summary>
internal sealed class CallTimes
{
    private TimeSpan[] times = new TimeSpan[16];
    private int first;

    public int Count { get; private set; }

    public TimeSpan this[int index] => times[(first + index) % times.Length];

    public void Add(TimeSpan time)
    {
        if (Count == times.Length)
        {
            var larger = new TimeSpan[times.Length * 2];
            for (var i = 0; i < Count; i++)
            {
                larger[i] = this[i];
            }

            (times, first) = (larger, 0);
        }

        times[(first + Count++) % times.Length] = time;
    }

    /// <summary>Forgets those at that time and before.</summary>
    public void RemoveUntil(TimeSpan time)
    {
        while (Count > 0 && times[first] <= time)
        {
            first = (first + 1) % times.Length;
            Count--;
        }
    }
}
