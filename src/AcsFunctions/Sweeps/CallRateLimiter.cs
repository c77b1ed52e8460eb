namespace AcsFunctions.Sweeps;

/// <summary>
/// Spreads calls evenly: at most so many a second, however many wait. (The framework's rate limiters take no TimeProvider, so nothing
/// that uses them can be tested on a fake clock.)
/// </summary>
internal sealed class CallRateLimiter(double perSecond, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly TimeSpan interval = TimeSpan.FromSeconds(1 / perSecond);
    // Not by the time of day, which may be set back.
    private readonly long begun = clock.GetTimestamp();
    private TimeSpan next;

    private TimeSpan Now => clock.GetElapsedTime(begun);

    public Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (gate)
        {
            var now = Now;
            var slot = next > now ? next : now;
            next = slot + interval;
            wait = slot - now;
        }

        return wait > TimeSpan.Zero ? Task.Delay(wait, clock, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Lets nobody start before the time has passed.</summary>
    public void Pause(TimeSpan time)
    {
        lock (gate)
        {
            var until = Now + time;
            next = until > next ? until : next;
        }
    }
}
