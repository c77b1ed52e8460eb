namespace AcsFunctions.Testing;

/// <summary>A clock on which nobody waits: a wait of up to a minute jumps ahead to its end. Longer timers, such as deadlines, fire when that passes them.</summary>
public sealed class JumpingClock(DateTimeOffset start) : TimeProvider
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

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
        var timer = new JumpingTimer(() => callback(state), Cancel) { Due = GetUtcNow() + (dueTime < TimeSpan.Zero ? TimeSpan.FromDays(10_000) : dueTime) };
        lock (gate)
        {
            pending.Add(timer);
        }

        if (dueTime >= TimeSpan.Zero && dueTime <= LongestWait)
        {
            // Not from within: whoever asked for the timer does not have it yet.
            ThreadPool.QueueUserWorkItem(_ => Advance(timer.Due - GetUtcNow() is { Ticks: > 0 } ahead ? ahead : TimeSpan.Zero));
        }

        return timer;
    }

    private void Cancel(JumpingTimer timer)
    {
        lock (gate)
        {
            pending.Remove(timer);
        }
    }

    private sealed class JumpingTimer(Action fire, Action<JumpingTimer> cancel) : ITimer
    {
        public required DateTimeOffset Due { get; init; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose() => cancel(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
