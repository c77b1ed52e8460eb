using AcsFunctions.Identities;
using AcsFunctions.Runs;
using AcsFunctions.Tests.Identities;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Tests.Runs;

/// <summary>A run outlives whoever carries it, and nobody carries what another does.</summary>
public sealed class RunCarrierTests(AzuriteTables tables) : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ScriptedWork work = new();
    private IdentityTable? table;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private RunTable Rows => new(table!, clock, NullLogger<RunTable>.Instance);

    private RunOffice Office => new(Rows, clock);

    private RunCarrier Carrier => new(Rows, [work], clock, NullLogger<RunCarrier>.Instance);

    public async ValueTask InitializeAsync() => table = await tables.NewTableAsync(Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_run_is_carried_stretch_after_stretch_to_its_end()
    {
        work.IsLast = _ => Task.FromResult(work.Stretches == 3);
        var asked = await AskAsync();

        await Carrier.CarryOnAsync(Token);

        var run = await Rows.ReadAsync(asked.Id, Token);
        Assert.Equal((RunStatus.Finished, "3", clock.GetUtcNow()), (run!.Status, run.Report, run.FinishedOn));
    }

    [Fact]
    public async Task What_a_crash_interrupted_is_carried_on_when_the_lease_has_run_out()
    {
        var asked = await AskAsync();
        work.IsLast = _ => Task.FromResult(false);
        // Somebody took the lease, wrote down one stretch, and was never heard of again.
        Assert.NotNull(await Rows.TakeLeaseAsync(TimeSpan.FromMinutes(1), Token));
        var read = await Rows.ReadAsync(asked.Id, Token);
        Assert.NotNull(await Rows.UpdateAsync(read! with { Status = RunStatus.Running, Report = "7" }, Token));
        work.IsLast = _ => Task.FromResult(true);

        await Carrier.CarryOnAsync(Token);
        var tooEarly = work.Stretches;
        clock.Advance(TimeSpan.FromMinutes(1));
        await Carrier.CarryOnAsync(Token);

        Assert.Equal((0, 1), (tooEarly, work.Stretches));
        Assert.Equal("8", (await Rows.ReadAsync(asked.Id, Token))!.Report);
    }

    [Fact]
    public async Task A_host_that_stops_leaves_the_run_to_the_next_at_once()
    {
        var asked = await AskAsync();
        using var stopping = new CancellationTokenSource();
        work.IsLast = async _ =>
        {
            await stopping.CancelAsync();
            return false;
        };

        await Carrier.CarryOnAsync(stopping.Token);
        work.IsLast = _ => Task.FromResult(true);
        await Carrier.CarryOnAsync(Token);

        Assert.Equal((RunStatus.Finished, "2"), ((await Rows.ReadAsync(asked.Id, Token))!.Status, (await Rows.ReadAsync(asked.Id, Token))!.Report));
    }

    [Fact]
    public async Task Two_instances_cannot_carry_at_the_same_time()
    {
        await AskAsync();
        var gate = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        work.IsLast = async _ =>
        {
            entered.TrySetResult();
            await gate.Task;
            return true;
        };

        var first = Carrier.CarryOnAsync(Token);
        await entered.Task.WaitAsync(Token);
        await Carrier.CarryOnAsync(Token);
        var scheduled = 0;
        await Carrier.AloneAsync(TimeSpan.FromMinutes(1), () => Task.FromResult(scheduled++), Token);
        gate.SetResult();
        await first;

        Assert.Equal((1, 0), (work.Stretches, scheduled));
        // Control: with nobody at work the scheduled one does its work.
        await Carrier.AloneAsync(TimeSpan.FromMinutes(1), () => Task.FromResult(scheduled++), Token);
        Assert.Equal(1, scheduled);
    }

    [Fact]
    public async Task Of_many_who_want_the_lease_at_once_one_gets_it()
    {
        for (var round = 0; round < 5; round++)
        {
            var leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Rows.TakeLeaseAsync(TimeSpan.FromMinutes(1), Token)));

            Assert.Single(leases, lease => lease is not null);
            clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    public async Task A_lease_that_passed_to_another_can_be_neither_extended_nor_released()
    {
        var first = await Rows.TakeLeaseAsync(TimeSpan.FromMinutes(1), Token);
        clock.Advance(TimeSpan.FromMinutes(1));
        var second = await Rows.TakeLeaseAsync(TimeSpan.FromMinutes(1), Token);

        Assert.Null(await Rows.ExtendAsync(first!, TimeSpan.FromHours(1), Token));
        await Rows.ReleaseAsync(first!, Token);

        Assert.Null(await Rows.TakeLeaseAsync(TimeSpan.FromMinutes(1), Token));
        Assert.NotNull(await Rows.ExtendAsync(second!, TimeSpan.FromMinutes(1), Token));
    }

    [Fact]
    public async Task A_run_that_fails_again_and_again_is_given_up_and_does_not_hold_up_the_next()
    {
        var bad = await AskAsync();
        work.IsLast = _ => throw new InvalidOperationException("Scripted.");
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await Carrier.CarryOnAsync(Token);
        }

        clock.Advance(TimeSpan.FromSeconds(1));
        var good = await AskAsync();
        work.IsLast = _ => Task.FromResult(true);
        await Carrier.CarryOnAsync(Token);

        Assert.Equal(RunStatus.Failed, (await Rows.ReadAsync(bad.Id, Token))!.Status);
        Assert.Equal(RunStatus.Finished, (await Rows.ReadAsync(good.Id, Token))!.Status);
    }

    [Fact]
    public async Task A_stretch_under_way_ends_at_the_next_heartbeat_after_its_run_was_stopped()
    {
        var asked = await AskAsync();
        var stopped = default(Answer<Run>);
        work.IsLast = async stop =>
        {
            stopped = await Office.StopAsync(asked.Id, Token);
            clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        };

        await Carrier.CarryOnAsync(Token);

        Assert.Equal(RunStatus.Stopping, stopped!.Value!.Status);
        var run = await Rows.ReadAsync(asked.Id, Token);
        // What the stretch did until then is in the report.
        Assert.Equal((RunStatus.Stopped, "1", 1), (run!.Status, run.Report, work.Stretches));
        Assert.NotNull(run.FinishedOn);
    }

    [Fact]
    public async Task A_stopped_run_cannot_be_carried_on()
    {
        var requested = await AskAsync();
        var overAtOnce = await Office.StopAsync(requested.Id, Token);
        var running = await AskAsync();
        Assert.NotNull(await Rows.UpdateAsync((await Rows.ReadAsync(running.Id, Token))! with { Status = RunStatus.Running }, Token));
        var later = await Office.StopAsync(running.Id, Token);

        await Carrier.CarryOnAsync(Token);

        Assert.Equal((RunStatus.Stopped, RunStatus.Stopping, 0), (overAtOnce.Value!.Status, later.Value!.Status, work.Stretches));
        Assert.Equal(RunStatus.Stopped, (await Rows.ReadAsync(running.Id, Token))!.Status);
        // Control: one that nobody stopped is carried.
        await AskAsync();
        await Carrier.CarryOnAsync(Token);
        Assert.Equal(1, work.Stretches);
    }

    [Fact]
    public async Task Stopping_cannot_undo_an_end_nor_hold_up_who_asks_anew()
    {
        var asked = await AskAsync();
        work.IsLast = async _ =>
        {
            // Too late: this stretch is the last.
            await Office.StopAsync(asked.Id, Token);
            return true;
        };

        await Carrier.CarryOnAsync(Token);

        Assert.Equal(RunStatus.Finished, (await Rows.ReadAsync(asked.Id, Token))!.Status);
        Assert.Equal(RunStatus.Finished, (await Office.StopAsync(asked.Id, Token)).Value!.Status);
        Assert.Equal(RefusalReason.OperationNotFound, (await Office.StopAsync("nobody-asked", Token)).Refusal!.Reason);
        var again = await AskAsync();
        Assert.NotNull(await Rows.UpdateAsync((await Rows.ReadAsync(again.Id, Token))! with { Status = RunStatus.Running }, Token));
        await Office.StopAsync(again.Id, Token);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(again.Id, (await AskAsync()).Id);
    }

    [Fact]
    public async Task A_run_is_forgotten_a_month_after_its_end()
    {
        var asked = await AskAsync();
        await Carrier.CarryOnAsync(Token);
        clock.Advance(TimeSpan.FromDays(29));
        await Carrier.CarryOnAsync(Token);
        var kept = await Rows.ReadAsync(asked.Id, Token);

        clock.Advance(TimeSpan.FromDays(2));
        await Carrier.CarryOnAsync(Token);

        Assert.NotNull(kept);
        Assert.Null(await Rows.ReadAsync(asked.Id, Token));
    }

    [Fact]
    public async Task The_scheduled_clean_up_works_also_where_the_lease_cannot_be_read()
    {
        var nowhere = new RunCarrier(new RunTable(tables.AbsentTable(), clock, NullLogger<RunTable>.Instance), [work], clock, NullLogger<RunCarrier>.Instance);
        var worked = 0;

        await nowhere.AloneAsync(TimeSpan.FromMinutes(1), () => Task.FromResult(worked++), Token);
        await nowhere.CarryOnAsync(Token);

        Assert.Equal(1, worked);
    }

    private async Task<Run> AskAsync()
    {
        var answer = await Office.RequestAsync(RunKind.CleanUp, dryRun: false, Token);
        Assert.False(answer.IsRefused);
        return answer.Value;
    }
}
