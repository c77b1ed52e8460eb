using AcsFunctions.Acs;

namespace AcsFunctions.Tests.Acs.Sharing;

/// <summary>Takes the whole quota, and waits as ACS says, or a second where it says nothing.</summary>
internal sealed class AloneInstance(int quota, TimeSpan window, TimeProvider clock) : IInstance
{
    private readonly AcsRateLimiter limiter = new(quota, window, clock);

    public bool TryTakeTurn(TimeSpan patience, out TimeSpan wait) => limiter.TryTakeTurn(patience, out wait);

    public void Refused(TimeSpan? retryAfter) => limiter.Hold(retryAfter ?? TimeSpan.FromSeconds(1));

    public void Dispose()
    {
    }
}
