using AcsFunctions.Perf.Load;
using AcsFunctions.Perf.Tests.ColdStart;

namespace AcsFunctions.Perf.Tests.Load;

[Collection(nameof(Alone))]
public sealed class OpenLoopTests
{
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_server_cannot_hide_a_stall()
    {
        await using var server = await StallingServer.StartAsync(stallsAt: 100, Stall, TestContext.Current.CancellationToken);

        var result = await new OpenLoop(TimeProvider.System).RunAsync(
            rate: 100, count: 300, (_, token) => server.SendAsync(token), TestContext.Current.CancellationToken);

        // A third of the schedule fell into the stall: requests due at its beginning waited for all of it, those at its end for nothing.
        AssertAtLeast(900, result.Milliseconds(99));
        AssertAtLeast(200, result.Milliseconds(80));
        Assert.Equal((300, 0), (result.Succeeded, result.Failed));
    }

    [Fact]
    public async Task A_closed_loop_would_hide_it()
    {
        await using var server = await StallingServer.StartAsync(stallsAt: 10, Stall, TestContext.Current.CancellationToken);

        var result = await new ClosedLoop(TimeProvider.System).RunAsync(
            connections: 1, Stall + TimeSpan.FromSeconds(0.5), (_, token) => server.SendAsync(token), TestContext.Current.CancellationToken);

        // One request stalled, and all others were sent before or after.
        Assert.InRange(result.Milliseconds(80), 0, 500);
        AssertAtLeast(900, result.Milliseconds(100));
    }

    [Fact]
    public async Task A_driver_that_falls_behind_cannot_hide_it()
    {
        var clock = TimeProvider.System;

        // Sending blocks the schedule itself once, which costs every request due meanwhile.
        var result = await new OpenLoop(clock).RunAsync(
            rate: 100,
            count: 50,
            (i, _) =>
            {
                var started = clock.GetTimestamp();
                while (i == 0 && clock.GetElapsedTime(started) < TimeSpan.FromMilliseconds(400))
                {
                    Thread.SpinWait(100);
                }

                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken);

        AssertAtLeast(100, result.Milliseconds(50));
    }

    [Fact]
    public async Task A_failure_is_counted_and_is_no_latency()
    {
        var result = await new OpenLoop(TimeProvider.System).RunAsync(
            rate: 1000,
            count: 20,
            (i, _) => i % 4 == 0 ? Task.FromException(new HttpRequestException($"Refused {i}.")) : Task.CompletedTask,
            TestContext.Current.CancellationToken);

        Assert.Equal((15, 5, "Refused 0."), (result.Succeeded, result.Failed, result.FirstFailure));
    }

    [Fact]
    public async Task It_sends_no_faster_than_it_was_told()
    {
        var clock = TimeProvider.System;
        var sent = new TimeSpan[51];
        var started = clock.GetTimestamp();

        var result = await new OpenLoop(clock).RunAsync(
            rate: 100,
            sent.Length,
            (i, _) =>
            {
                sent[i] = clock.GetElapsedTime(started);
                return Task.CompletedTask;
            },
            TestContext.Current.CancellationToken);

        // The schedule begins after we looked at the clock.
        Assert.All(sent, (instant, i) => Assert.True(instant >= TimeSpan.FromSeconds(i / 100.0), $"Request {i} was sent after {instant}."));
        Assert.Equal(sent.Length, result.Succeeded);
    }

    // No upper bound: how late a busy machine is proves nothing.
    private static void AssertAtLeast(double milliseconds, double measured) => Assert.InRange(measured, milliseconds, double.MaxValue);
}
