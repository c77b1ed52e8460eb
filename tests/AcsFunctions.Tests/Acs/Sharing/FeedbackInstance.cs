using AcsFunctions.Acs;

namespace AcsFunctions.Tests.Acs.Sharing;

/// <summary>
/// Learns its limit from what ACS refuses: a little more every three seconds in which it was held back by its own limit, a fifth less
/// after a refusal, at most once in two seconds.
/// </summary>
internal sealed class FeedbackInstance(int quota, TimeSpan window, TimeProvider clock) : IInstance
{
    private static readonly TimeSpan StepTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan CutTime = TimeSpan.FromSeconds(2);

    private readonly AcsRateLimiter limiter = new(quota / 8, window, clock);
    private TimeSpan lastStep;
    private TimeSpan lastCut;

    private TimeSpan Now => clock.GetElapsedTime(0);

    public bool TryTakeTurn(TimeSpan patience, out TimeSpan wait)
    {
        var isTaken = limiter.TryTakeTurn(patience, out wait);
        if (!isTaken && Now - lastStep > StepTime)
        {
            limiter.Limit = Math.Min(quota, limiter.Limit + Math.Max(1, quota / 100));
            lastStep = Now;
        }

        return isTaken;
    }

    public void Refused(TimeSpan? retryAfter)
    {
        limiter.Hold(retryAfter ?? TimeSpan.FromSeconds(1));
        if (Now - lastCut > CutTime)
        {
            limiter.Limit = limiter.Limit * 4 / 5;
            lastCut = lastStep = Now;
        }
    }

    public void Dispose()
    {
    }
}
