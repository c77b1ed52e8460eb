namespace AcsFunctions.Local.Tests.TableStorage;

/// <summary>A clock by which every wait is over at once, and that says how many there were.</summary>
internal sealed class HurriedTime(Action<int> waited) : TimeProvider
{
    private int waits;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        waited(++waits);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
