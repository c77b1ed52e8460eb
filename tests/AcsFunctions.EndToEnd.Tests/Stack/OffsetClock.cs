namespace AcsFunctions.EndToEnd.Tests.Stack;

/// <summary>The real clock, some way ahead: waits take real time, and a test that needs "later" need not wait.</summary>
public sealed class OffsetClock : TimeProvider
{
    private long _offsetTicks;

    public void Advance(TimeSpan time) => Interlocked.Add(ref _offsetTicks, time.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));
}
