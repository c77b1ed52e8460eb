using System.Net;
using AcsFunctions.Perf.Report;
using AcsFunctions.Perf.Storm;

namespace AcsFunctions.Perf.Tests.Storm;

/// <summary>`storm` of <c>perf/AcsFunctions.Perf</c> in small: its times mean nothing, but what it counts does.</summary>
public sealed class StormTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Everyone_has_a_token_in_the_end_and_nobody_more_than_the_quota_before()
    {
        var plan = new StormPlan(Users: 150, Instances: 1, QuotaFactor: 0.5, Window, IsPublished: false);

        var report = await new StormCommand(TimeProvider.System, TextWriter.Null).MeasureAsync(plan, TestContext.Current.CancellationToken);

        Assert.True((report.Tally.Answered, report.Tally.Failed) == (150, 0), report.ToString());
        // Fixed windows may begin where they please: two quotas can come at once.
        Assert.True(report.Elapsed >= plan.Least - Window, report.ToString());
        Assert.Equal(5, report.RefusedInOutage);
        // Controls: there was more than could be served, and it was counted.
        Assert.True(report.Tally.Refused > 0 && report.Tally.RefusedTimes(0) < 150, report.ToString());
        Assert.InRange(report.GrownBytes, 1, long.MaxValue);
        Assert.InRange(report.AcsCalls.Sent - report.AcsCalls.Refused, 150, 165);
        Assert.Equal(report.Tally.Refused, report.Rush.Refused + report.Ebb.Refused);
    }

    [Fact]
    public void The_least_time_is_a_window_for_each_quota_after_the_first()
    {
        var plan = StormPlan.Of(20_000, instances: 1);

        Assert.Equal((1000, TimeSpan.FromSeconds(19 * 15)), (plan.Quota, plan.Least));
    }

    [Theory]
    // Answers at 2 ms and refusals at 1 ms.
    [InlineData(100, 1000, 1200, 900, 100, 1900, 0.5)]
    // Answers at 2 ms and refusals at 4 ms.
    [InlineData(100, 1000, 4200, 900, 100, 2200, 2.0)]
    public void What_a_refusal_costs_is_told_from_what_an_answer_does(
        long answered, long refused, double cpu, long answeredLater, long refusedLater, double cpuLater, double ratio) =>
        Assert.Equal(ratio, StormPhase.RefusalOverAnswer(new(Window, cpu, answered, refused), new(Window, cpuLater, answeredLater, refusedLater)), precision: 9);

    [Fact]
    public void Phases_that_are_alike_tell_nothing_and_meet_no_target()
    {
        var phase = new StormPhase(Window, 100, 10, 10);

        var alike = StormPhase.RefusalOverAnswer(phase, phase);

        Assert.Equal(double.NaN, alike);
        Assert.False(new PerformanceTarget("", alike, 0.5).IsMet);
    }

    [Fact]
    public void Users_are_told_by_how_often_they_were_refused()
    {
        var tally = new StormTally(3);
        tally.Answer(0);
        tally.Refuse(1, HttpStatusCode.TooManyRequests);
        tally.Refuse(1, HttpStatusCode.ServiceUnavailable);
        Assert.False(tally.EveryoneHeard.IsCompleted);
        tally.Fail(2, "lost");
        tally.Answer(1);

        Assert.True(tally.EveryoneHeard.IsCompleted);
        Assert.Equal((2, 2, 1, 1), (tally.Answered, tally.Refused, tally.Unavailable, tally.Failed));
        Assert.Equal((2, 0, 1, 2), (tally.RefusedTimes(0), tally.RefusedTimes(1), tally.RefusedTimes(2), tally.MostRefusals));
        Assert.Equal("lost", tally.FirstFailure);
    }
}
