using AcsFunctions.Acs;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Tests.Acs;

/// <summary>The quota of one kind of call.</summary>
public sealed class AcsRateLimiterTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Forever = TimeSpan.FromDays(1);

    private readonly FakeTimeProvider clock = new();

    [Fact]
    public void A_quota_may_be_used_at_once_and_the_next_call_waits_for_the_window()
    {
        var pace = new AcsRateLimiter(3, Window, clock);

        Assert.Equal([TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero], Enumerable.Range(0, 3).Select(_ => Turn(pace)));
        Assert.InRange(Turn(pace), Window, Window + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_turn_that_comes_too_late_is_not_taken()
    {
        var pace = new AcsRateLimiter(1, Window, clock);
        Turn(pace);

        Assert.False(pace.TryTakeTurn(TimeSpan.FromSeconds(2), out var wait));
        Assert.InRange(wait, Window, Window + TimeSpan.FromSeconds(1));
        clock.Advance(wait);
        Assert.True(pace.TryTakeTurn(TimeSpan.Zero, out _));
    }

    [Fact]
    public void What_ACS_refuses_holds_the_next_calls_back()
    {
        var pace = new AcsRateLimiter(10, Window, clock);

        pace.Hold(TimeSpan.FromSeconds(7));

        Assert.Equal(TimeSpan.FromSeconds(7), Turn(pace));
        clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(TimeSpan.Zero, Turn(pace));
    }

    [Fact]
    public void No_refusal_holds_calls_back_for_longer_than_a_window()
    {
        var pace = new AcsRateLimiter(10, Window, clock);

        pace.Hold(TimeSpan.FromHours(1));

        Assert.Equal(Window, Turn(pace));
    }

    /// <summary>However calls come, no window holds more than the quota, and none is wasted: the call a quota later goes as soon as it may.</summary>
    [Fact]
    public void No_window_ever_holds_more_than_the_quota_and_no_turn_is_wasted() => Gen.Select(Gen.Int[1, 20], Gen.Int[0, 2_000].Array[1, 200]).Sample((quota, gaps) =>
    {
        var time = new FakeTimeProvider();
        var start = time.GetUtcNow();
        var pace = new AcsRateLimiter(quota, Window, time);
        var sent = new List<TimeSpan>();
        var waits = new List<TimeSpan>();
        foreach (var gap in gaps)
        {
            time.Advance(TimeSpan.FromMilliseconds(gap));
            Assert.True(pace.TryTakeTurn(Forever, out var wait));
            sent.Add(time.GetUtcNow() + wait - start);
            waits.Add(wait);
        }

        Assert.All(waits.Take(quota), wait => Assert.Equal(TimeSpan.Zero, wait));
        for (var i = quota; i < sent.Count; i++)
        {
            Assert.True(sent[i] - sent[i - quota] > Window);
            Assert.True(waits[i] == TimeSpan.Zero || sent[i] - sent[i - quota] <= Window + TimeSpan.FromSeconds(1));
        }
    });

    private static TimeSpan Turn(AcsRateLimiter pace)
    {
        Assert.True(pace.TryTakeTurn(Forever, out var wait));
        return wait;
    }
}
