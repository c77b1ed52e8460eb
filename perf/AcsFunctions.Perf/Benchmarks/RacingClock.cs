namespace AcsFunctions.Perf.Benchmarks;

/// <summary>Tells the right time of day and an elapsed time that races, so that no rate limit is ever reached.</summary>
internal sealed class RacingClock : TimeProvider
{
    private long ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Add(ref ticks, TimeSpan.TicksPerSecond);
}
