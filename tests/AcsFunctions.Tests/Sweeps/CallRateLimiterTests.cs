using AcsFunctions.Sweeps;
using AcsFunctions.Testing;

namespace AcsFunctions.Tests.Sweeps;

public sealed class CallRateLimiterTests
{
    [Fact]
    public async Task A_clock_that_is_set_back_holds_nobody_up_until_then()
    {
        var clock = new SkewedClock(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero)) { Ahead = TimeSpan.FromHours(1) };
        var limiter = new CallRateLimiter(perSecond: 1, clock);
        await limiter.WaitAsync(TestContext.Current.CancellationToken);

        clock.Ahead = TimeSpan.Zero;
        var next = limiter.WaitAsync(TestContext.Current.CancellationToken);
        var isAtOnce = next.IsCompleted;
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(isAtOnce);
        Assert.True(next.IsCompleted);
    }
}
