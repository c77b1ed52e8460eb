using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.FunctionsHost.Tests.Fixtures;

/// <summary>Is advanced at the worst moment: after a waiter read the time, before its timer exists.</summary>
internal sealed class JumpingClock(DateTimeOffset start, TimeSpan jump) : FakeTimeProvider(start)
{
    private int timers;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (Interlocked.Increment(ref timers) == 1)
        {
            Advance(jump);
        }

        return base.CreateTimer(callback, state, dueTime, period);
    }
}
