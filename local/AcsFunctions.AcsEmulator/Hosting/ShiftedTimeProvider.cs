namespace AcsFunctions.AcsEmulator.Hosting;

/// <summary>A clock that is wrong by a constant. Timers run as the right one's.</summary>
internal sealed class ShiftedTimeProvider(TimeProvider right, TimeSpan offset) : TimeProvider
{
    public override long TimestampFrequency => right.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => right.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => right.GetUtcNow() + offset;

    public override long GetTimestamp() => right.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => right.CreateTimer(callback, state, dueTime, period);
}
