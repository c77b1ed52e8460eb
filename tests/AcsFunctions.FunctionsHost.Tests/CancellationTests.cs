using AcsFunctions.FunctionsHost.Tests.Fixtures;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.FunctionsHost.Tests;

public sealed class CancellationTests
{
    private const string OneMinute = """{ "version": "2.0", "functionTimeout": "00:01:00" }""";

    [Fact]
    public async Task A_function_is_cancelled_when_its_caller_goes_away()
    {
        await using var run = await HostRun.StartAsync(typeof(Patient));
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(HostRun.Cancellation);
        var request = run.Client.GetAsync(new Uri("api/waits", UriKind.Relative), caller.Token);
        await run.Service<Calls>().NextAsync<TaskCompletionSource>();

        await caller.CancelAsync();

        Assert.Equal("cancelled", await run.Service<Calls>().NextAsync<string>());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await run.Host.DisposeAsync();
        Assert.DoesNotContain(run.Logs.All, line => line.Contains("Executed 'Waits' (Failed", StringComparison.Ordinal));
        Assert.Contains(run.Logs.All, line => line.Contains("Executed 'Waits' (Cancelled", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_caller_who_goes_away_in_the_midst_of_a_body_is_no_failure_of_the_host()
    {
        const string Length = "Content-Length: 100\r\n\r\n";
        await using var run = await HostRun.StartAsync(typeof(Patient));

        // Whether the reader of the body or the connection notices first is chance.
        for (var i = 0; i < 40; i++)
        {
            await RawHttp.HangUpAsync(run.Host.BaseAddress, $"GET /api/waits HTTP/1.1\r\nHost: a\r\n{Length}half", isReset: i % 2 == 0);
        }

        await run.Host.DisposeAsync();
        Assert.DoesNotContain(run.Logs.All, line => line.StartsWith("Error", StringComparison.Ordinal));
        // Control: they had reached the host.
        Assert.Equal(40, run.Logs.All.Count(line => line.StartsWith("scope Microsoft.AspNetCore.Hosting.Diagnostics", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("waits")]
    [InlineData("ignores")]
    public async Task A_function_that_outlives_its_time_is_an_empty_500_whatever_it_does(string function)
    {
        var clock = new FakeTimeProvider();
        await using var run = await HostRun.StartAsync(
            new HostSetup(typeof(Patient)) { HostJson = OneMinute, TimeProvider = clock, RunTimers = false });
        var calls = run.Service<Calls>();
        var early = run.GetStringAsync($"api/{function}");
        var releaseEarly = await calls.NextAsync<TaskCompletionSource>();
        clock.Advance(TimeSpan.FromSeconds(59));
        releaseEarly.SetResult();
        Assert.Equal("200 released", await early);

        var late = run.GetStringAsync($"api/{function}");
        var releaseLate = await calls.NextAsync<TaskCompletionSource>();
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("500", await late);
        Assert.Contains(run.Logs.All, line => line.Contains("(Timed out", StringComparison.Ordinal));
        releaseLate.TrySetResult();
    }

    [Fact]
    public async Task A_timer_that_outlives_its_time_is_cancelled_and_runs_again()
    {
        var clock = new FakeTimeProvider();
        await using var run = await HostRun.StartAsync(new HostSetup(typeof(Patient)) { HostJson = OneMinute, TimeProvider = clock });
        var calls = run.Service<Calls>();
        clock.Advance(TimeSpan.FromMinutes(1));
        await calls.NextAsync<TaskCompletionSource>();

        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("cancelled", await calls.NextAsync<string>());

        (await calls.NextAsync<TaskCompletionSource>()).SetResult();
    }

    [Fact]
    public async Task A_stop_lets_what_is_in_flight_finish_and_takes_nothing_new()
    {
        var clock = new FakeTimeProvider();
        await using var run = await HostRun.StartAsync(new HostSetup(typeof(Patient)) { TimeProvider = clock });
        var calls = run.Service<Calls>();
        var request = run.GetStringAsync("api/waits");
        var releaseRequest = await calls.NextAsync<TaskCompletionSource>();
        clock.Advance(TimeSpan.FromMinutes(1));
        var releaseTimer = await calls.NextAsync<TaskCompletionSource>();

        var stopped = run.Host.DisposeAsync().AsTask();
        using var other = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => other.GetAsync(new Uri(run.Host.BaseAddress, "api/waits"), HostRun.Cancellation));
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.False(stopped.IsCompleted);
        releaseRequest.SetResult();
        releaseTimer.SetResult();

        Assert.Equal("200 released", await request);
        await stopped;
        Assert.Equal(0, calls.Waiting);
    }

    [Fact]
    public async Task A_stop_cancels_what_does_not_finish_in_time()
    {
        await using var run = await HostRun.StartAsync(new HostSetup(typeof(Patient)) { DrainTimeout = TimeSpan.FromMilliseconds(50), RunTimers = false });
        var calls = run.Service<Calls>();
        var request = run.GetStringAsync("api/waits");
        await calls.NextAsync<TaskCompletionSource>();

        await run.Host.DisposeAsync();

        Assert.Equal("cancelled", await calls.NextAsync<string>());
        Assert.Equal("500", await request);
    }

    [Fact]
    public async Task A_stop_leaves_behind_what_ignores_its_cancellation()
    {
        await using var run = await HostRun.StartAsync(new HostSetup(typeof(Patient)) { DrainTimeout = TimeSpan.FromMilliseconds(50), RunTimers = false });
        var calls = run.Service<Calls>();
        var request = run.GetStringAsync("api/ignores");
        var release = await calls.NextAsync<TaskCompletionSource>();

        await run.Host.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60), HostRun.Cancellation);

        await Assert.ThrowsAsync<HttpRequestException>(() => request);
        release.SetResult();
    }
}
