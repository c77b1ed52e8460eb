namespace AcsFunctions.Testing;

/// <summary>A clock on which nobody waits: a wait jumps ahead to its end. Longer timers, such as deadlines, fire when that passes them.</summary>
/// <param name="start">What it shows at first.</param>
/// <param name="longestWait">What is longer is no wait; null is a minute.</param>
public sealed class JumpingClock(DateTimeOffset start, TimeSpan? longestWait = null) : TimeProvider
{
    private readonly TimeSpan longestWait = longestWait ?? TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private readonly List<JumpingTimer> pending = [];
    private DateTimeOffset now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan time)
    {
        List<JumpingTimer> due;
        lock (gate)
        {
            now += time;
            due = [.. pending.Where(timer => timer.Due <= now)];
            pending.RemoveAll(due.Contains);
        }

        due.ForEach(timer => timer.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new JumpingTimer(() => callback(state), this);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Set(JumpingTimer timer, TimeSpan dueTime)
    {
        lock (gate)
        {
            pending.Remove(timer);
            if (dueTime < TimeSpan.Zero)
            {
                return;
            }

            timer.Due = now + dueTime;
            pending.Add(timer);
        }

        if (dueTime <= longestWait)
        {
            // Not from within: whoever asked for the timer does not have it yet.
            ThreadPool.QueueUserWorkItem(_ => Advance(timer.Due - GetUtcNow() is { Ticks: > 0 } ahead ? ahead : TimeSpan.Zero));
        }
    }

    private sealed class JumpingTimer(Action fire, JumpingClock clock) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set(this, dueTime);
            return true;
        }

        public void Dispose() => clock.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
