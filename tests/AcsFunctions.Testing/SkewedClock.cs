using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Testing;

/// <summary>A clock whose time of day may be wrong, and be set right. Spans between two timestamps, and timers, know nothing of that.</summary>
public sealed class SkewedClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    /// <summary>By how much it is ahead.</summary>
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;

    public override long GetTimestamp() => base.GetUtcNow().UtcTicks;
}
