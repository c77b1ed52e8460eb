using AcsFunctions.FunctionsHost.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.FunctionsHost.Tests;

public sealed class TimerTests
{
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_timer_runs_when_its_schedule_says_in_UTC_and_not_before()
    {
        var clock = new FakeTimeProvider(Noon);
        await using var run = await HostRun.StartAsync(Setup(clock, "0 5 * * * *"));
        var calls = run.Service<Calls>();

        clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(0, calls.Waiting);
        clock.Advance(TimeSpan.FromMinutes(1));
        var first = await calls.NextAsync<TimerInfo>();
        clock.Advance(TimeSpan.FromHours(1));
        var second = await calls.NextAsync<TimerInfo>();

        Assert.False(first.IsPastDue);
        Assert.Equal(default, first.ScheduleStatus!.Last);
        Assert.Equal(Noon.UtcDateTime.AddMinutes(5), first.ScheduleStatus.Next);
        Assert.Equal(Noon.UtcDateTime.AddMinutes(5), second.ScheduleStatus!.Last);
        Assert.Equal(Noon.UtcDateTime.AddMinutes(65), second.ScheduleStatus.Next);
    }

    private static HostSetup Setup(TimeProvider clock, string schedule) => new(typeof(Clockwork))
    {
        TimeProvider = clock,
        Settings = { ["Clockwork__Schedule"] = schedule },
    };

    internal sealed class Clockwork(Calls calls)
    {
        [Function("Tick")]
        public void Tick([TimerTrigger("%Clockwork:Schedule%")] TimerInfo timer) => calls.Report(timer);
    }
}
