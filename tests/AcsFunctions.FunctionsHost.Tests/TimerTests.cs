using System.Net.Sockets;
using AcsFunctions.FunctionsHost.Tests.Fixtures;
using AcsFunctions.FunctionsHost.Timers;
using AcsFunctions.FunctionsHost.Workers;
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

        clock.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, calls.Waiting);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        var first = await calls.NextAsync<TimerInfo>();
        clock.Advance(TimeSpan.FromHours(1));
        var second = await calls.NextAsync<TimerInfo>();

        Assert.False(first.IsPastDue);
        Assert.Equal(default, first.ScheduleStatus!.Last);
        Assert.Equal(Noon.UtcDateTime.AddMinutes(5), first.ScheduleStatus.Next);
        Assert.Equal(Noon.UtcDateTime.AddMinutes(5), second.ScheduleStatus!.Last);
        Assert.Equal(Noon.UtcDateTime.AddMinutes(65), second.ScheduleStatus.Next);
    }

    [Theory]
    [InlineData("5 * * * *", 5)]
    [InlineData("30 5 * * * *", 5.5)]
    [InlineData("0 0 12 2 1 *", 24 * 60)]
    [InlineData("0 0 12 1 1 2", 6 * 365.25 * 24 * 60)]
    public async Task Five_fields_six_fields_and_waits_of_years_all_work(string schedule, double minutes)
    {
        var clock = new FakeTimeProvider(Noon);
        await using var run = await HostRun.StartAsync(Setup(clock, schedule));

        clock.Advance(TimeSpan.FromMinutes(minutes));
        var timer = await run.Service<Calls>().NextAsync<TimerInfo>();

        Assert.True(timer.ScheduleStatus!.Next <= clock.GetUtcNow().UtcDateTime);
    }

    [Fact]
    public async Task A_clock_that_is_set_just_as_the_wait_begins_makes_nothing_late()
    {
        var clock = new JumpingClock(Noon, TimeSpan.FromMinutes(4));
        await using var run = await HostRun.StartAsync(Setup(clock, "0 5 * * * *"));

        clock.Advance(TimeSpan.FromMinutes(1));

        await run.Service<Calls>().NextAsync<TimerInfo>();
    }

    [Fact]
    public async Task A_kept_status_that_cannot_be_read_is_as_good_as_none()
    {
        var clock = new FakeTimeProvider(Noon);
        using var folder = new TemporaryFolder();
        folder.Write("Tick.json", "{");
        await using var run = await HostRun.StartAsync(Setup(clock, "0 5 * * * *") with { TimerStatusFolder = folder.Path });

        clock.Advance(TimeSpan.FromMinutes(5));

        Assert.False((await run.Service<Calls>().NextAsync<TimerInfo>()).IsPastDue);
    }

    [Fact]
    public void A_kept_status_that_cannot_be_opened_is_as_good_as_none()
    {
        using var folder = new TemporaryFolder();
        // Whatever the rights of who runs this: a socket cannot be opened.
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder.Path, "Tick.json")));

        Assert.Null(new TimerStatusStore(folder.Path).Find("Tick"));
    }

    [Fact]
    public async Task Runs_never_overlap_and_what_a_long_one_covers_becomes_one()
    {
        var clock = new FakeTimeProvider(Noon);
        await using var run = await HostRun.StartAsync(Setup(clock, "0 * * * * *") with { Functions = [typeof(Slow)] });
        var calls = run.Service<Calls>();
        clock.Advance(TimeSpan.FromMinutes(1));
        var release = await calls.NextAsync<TaskCompletionSource>();

        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, calls.Waiting);
        release.SetResult();
        var caughtUp = await calls.NextAsync<TaskCompletionSource>();
        caughtUp.SetResult();
        clock.Advance(TimeSpan.FromMinutes(1));
        (await calls.NextAsync<TaskCompletionSource>()).SetResult();

        Assert.Equal(0, calls.Waiting);
    }

    [Fact]
    public async Task A_failure_never_stops_the_schedule_and_is_logged()
    {
        var clock = new FakeTimeProvider(Noon);
        await using var run = await HostRun.StartAsync(Setup(clock, "0 * * * * *") with { Functions = [typeof(Failing)] });
        var calls = run.Service<Calls>();

        for (var minute = 0; minute < 3; minute++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await calls.NextAsync<string>();
        }

        await run.Host.DisposeAsync();
        Assert.Equal(3, run.Logs.All.Count(line => line.Contains("Timer trouble.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task RunOnStartup_runs_at_once_and_then_by_the_schedule()
    {
        var clock = new FakeTimeProvider(Noon);
        await using var run = await HostRun.StartAsync(new HostSetup(typeof(Eager)) { TimeProvider = clock });
        var calls = run.Service<Calls>();

        var atStart = await calls.NextAsync<TimerInfo>();
        clock.Advance(TimeSpan.FromHours(1));
        var scheduled = await calls.NextAsync<TimerInfo>();

        Assert.False(atStart.IsPastDue);
        Assert.Equal(Noon.UtcDateTime, scheduled.ScheduleStatus!.Last);
    }

    [Fact]
    public async Task A_schedule_of_less_than_a_minute_keeps_no_status()
    {
        var clock = new FakeTimeProvider(Noon);
        await using var run = await HostRun.StartAsync(Setup(clock, "*/10 * * * * *"));

        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Null((await run.Service<Calls>().NextAsync<TimerInfo>()).ScheduleStatus);
    }

    [Fact]
    public async Task A_run_that_was_missed_while_the_host_was_down_is_made_up_for_once()
    {
        var clock = new FakeTimeProvider(Noon);
        using var folder = new TemporaryFolder();
        var setup = Setup(clock, "0 0 * * * *") with { TimerStatusFolder = folder.Path };
        await using (await HostRun.StartAsync(setup))
        {
        }

        clock.Advance(TimeSpan.FromHours(3.5));
        await using var run = await HostRun.StartAsync(setup);
        var madeUpFor = await run.Service<Calls>().NextAsync<TimerInfo>();
        clock.Advance(TimeSpan.FromHours(0.5));
        var scheduled = await run.Service<Calls>().NextAsync<TimerInfo>();

        Assert.True(madeUpFor.IsPastDue);
        Assert.Equal(Noon.UtcDateTime.AddHours(1), madeUpFor.ScheduleStatus!.Next);
        Assert.False(scheduled.IsPastDue);
        Assert.Equal(Noon.UtcDateTime.AddHours(4), scheduled.ScheduleStatus!.Next);
    }

    [Fact]
    public async Task Nothing_was_missed_when_the_schedule_changed_or_nothing_was_kept()
    {
        var clock = new FakeTimeProvider(Noon);
        using var folder = new TemporaryFolder();
        var setup = Setup(clock, "0 0 * * * *") with { TimerStatusFolder = folder.Path };
        await using (await HostRun.StartAsync(setup))
        {
        }

        clock.Advance(TimeSpan.FromHours(3.5));
        await using var changed = await HostRun.StartAsync(Setup(clock, "0 45 * * * *") with { TimerStatusFolder = folder.Path });
        await using var fresh = await HostRun.StartAsync(Setup(clock, "0 45 * * * *"));
        clock.Advance(TimeSpan.FromMinutes(15));

        Assert.False((await changed.Service<Calls>().NextAsync<TimerInfo>()).IsPastDue);
        Assert.False((await fresh.Service<Calls>().NextAsync<TimerInfo>()).IsPastDue);
    }

    [Fact]
    public async Task A_test_runs_a_timer_itself_and_gets_what_it_throws()
    {
        await using var run = await HostRun.StartAsync(
            Setup(TimeProvider.System, "0 * * * * *") with { Functions = [typeof(Clockwork), typeof(Failing)], RunTimers = false });

        await run.Host.InvokeTimerAsync("tick", HostRun.Cancellation);
        var failure = await Assert.ThrowsAsync<ReportedException>(() => run.Host.InvokeTimerAsync("Failing", HostRun.Cancellation));
        var unknown = await Assert.ThrowsAsync<ArgumentException>(() => run.Host.InvokeTimerAsync("Nobody", HostRun.Cancellation));

        Assert.IsType<TimerInfo>(await run.Service<Calls>().NextAsync<object>());
        Assert.Contains("Timer trouble.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'Nobody'", unknown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("every hour", "'every hour'")]
    [InlineData("0 61 * * * *", "'0 61 * * * *'")]
    [InlineData("01:00:00", "'01:00:00'")]
    [InlineData("", "'Clockwork:Schedule'")]
    [InlineData(null, "'Clockwork:Schedule'")]
    public async Task A_schedule_that_cannot_be_read_stops_the_host_and_is_named(string? schedule, string named)
    {
        var refusal = await Assert.ThrowsAsync<FunctionsHostException>(() => HostRun.StartAsync(Setup(TimeProvider.System, schedule)));

        Assert.Contains("'Tick'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    private static HostSetup Setup(TimeProvider clock, string? schedule) => new(typeof(Clockwork))
    {
        TimeProvider = clock,
        Settings = { ["Clockwork__Schedule"] = schedule },
    };

    internal sealed class Clockwork(Calls calls)
    {
        [Function("Tick")]
        public void Tick([TimerTrigger("%Clockwork:Schedule%")] TimerInfo timer) => calls.Report(timer);
    }

    internal sealed class Slow(Calls calls)
    {
        [Function("Slow")]
        public async Task RunAsync([TimerTrigger("%Clockwork:Schedule%")] TimerInfo timer)
        {
            var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            calls.Report(release);
            await release.Task;
        }
    }

    internal sealed class Failing(Calls calls)
    {
        [Function("Failing")]
        public void Run([TimerTrigger("%Clockwork:Schedule%")] TimerInfo timer)
        {
            calls.Report("called");
            throw new InvalidOperationException("Timer trouble.");
        }
    }

    internal sealed class Eager(Calls calls)
    {
        [Function("Eager")]
        public void Run([TimerTrigger("0 0 * * * *", RunOnStartup = true)] TimerInfo timer) => calls.Report(timer);
    }
}
