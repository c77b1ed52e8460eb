namespace AcsFunctions.Testing;

/// <summary>The real clock, some way ahead: waits take real time, and a test that needs "later" need not wait.</summary>
public sealed class OffsetClock : TimeProvider
{
    private long offsetTicks;

    public void Advance(TimeSpan time) => Interlocked.Add(ref offsetTicks, time.Ticks);

    // Spans between two timestamps pass as the time of day does.
    public override long GetTimestamp() =>
        System.GetTimestamp() + (long)(TimeSpan.FromTicks(Interlocked.Read(ref offsetTicks)).TotalSeconds * TimestampFrequency);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref offsetTicks));
}
