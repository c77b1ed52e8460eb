using AcsFunctions.Identities;
using AcsFunctions.Jobs;
using AcsFunctions.Tests.Identities;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Tests.Jobs;

/// <summary>A job outlives the instance that works on it, and only one instance works on it at a time.</summary>
public sealed class JobRunnerTests(AzuriteTables tables) : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ScriptedJob work = new();
    private IdentityTable? table;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private JobTable Rows => new(table!, clock, NullLogger<JobTable>.Instance);

    private JobRegistry Registry => new(Rows, clock);

    private JobRunner Runner => new(Rows, [work], clock, NullLogger<JobRunner>.Instance);

    public async ValueTask InitializeAsync() => table = await tables.NewTableAsync(Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_run_is_carried_step_after_step_to_its_end()
    {
        work.IsLast = _ => Task.FromResult(work.Steps == 3);
        var asked = await AskAsync();

        await Runner.CarryOnAsync(Token);

        var job = await Rows.ReadAsync(asked.Id, Token);
        Assert.Equal((JobStatus.Finished, "3", clock.GetUtcNow()), (job!.Status, job.Report, job.FinishedOn));
    }

    [Fact]
    public async Task What_a_crash_interrupted_is_carried_on_when_the_lease_has_run_out()
    {
        var asked = await AskAsync();
        work.IsLast = _ => Task.FromResult(false);
        // An instance took the lease, recorded one step, and died.
        Assert.NotNull(await Rows.TakeLeaseAsync(TimeSpan.FromMinutes(1), Token));
        var read = await Rows.ReadAsync(asked.Id, Token);
        Assert.NotNull(await Rows.UpdateAsync(read! with { Status = JobStatus.Running, Report = "7" }, Token));
        work.IsLast = _ => Task.FromResult(true);

        await Runner.CarryOnAsync(Token);
        var tooEarly = work.Steps;
        clock.Advance(TimeSpan.FromMinutes(1));
        await Runner.CarryOnAsync(Token);

        Assert.Equal((0, 1), (tooEarly, work.Steps));
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

        await Runner.CarryOnAsync(stopping.Token);
        work.IsLast = _ => Task.FromResult(true);
        await Runner.CarryOnAsync(Token);

        Assert.Equal((JobStatus.Finished, "2"), ((await Rows.ReadAsync(asked.Id, Token))!.Status, (await Rows.ReadAsync(asked.Id, Token))!.Report));
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
            await gate.Task.WaitAsync(Token);
            return true;
        };

        var first = Runner.CarryOnAsync(Token);
        await entered.Task.WaitAsync(Token);
        await Runner.CarryOnAsync(Token);
        var scheduled = 0;
        await Runner.AloneAsync(TimeSpan.FromMinutes(1), () => Task.FromResult(scheduled++), Token);
        gate.SetResult();
        await first;

        Assert.Equal((1, 0), (work.Steps, scheduled));
        // Control: with nobody at work the scheduled one does its work.
        await Runner.AloneAsync(TimeSpan.FromMinutes(1), () => Task.FromResult(scheduled++), Token);
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
            await Runner.CarryOnAsync(Token);
        }

        clock.Advance(TimeSpan.FromSeconds(1));
        var good = await AskAsync();
        work.IsLast = _ => Task.FromResult(true);
        await Runner.CarryOnAsync(Token);

        Assert.Equal(JobStatus.Failed, (await Rows.ReadAsync(bad.Id, Token))!.Status);
        Assert.Equal(JobStatus.Finished, (await Rows.ReadAsync(good.Id, Token))!.Status);
    }

    [Fact]
    public async Task A_step_under_way_ends_at_the_next_heartbeat_after_its_run_was_stopped()
    {
        var asked = await AskAsync();
        var stopped = default(Result<Job, Refusal>);
        work.IsLast = async stop =>
        {
            stopped = await Registry.StopAsync(asked.Id, Token);
            // A heartbeat that finds the table slow or away looks again at the next one.
            for (var beat = 0; beat < 100 && !stop.IsCancellationRequested; beat++)
            {
                clock.Advance(TimeSpan.FromSeconds(5));
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            return false;
        };

        await Runner.CarryOnAsync(Token);

        Assert.Equal(JobStatus.Stopping, stopped!.Value!.Status);
        var job = await Rows.ReadAsync(asked.Id, Token);
        // What the step did until then is in the report.
        Assert.Equal((JobStatus.Stopped, "1", 1), (job!.Status, job.Report, work.Steps));
        Assert.NotNull(job.FinishedOn);
    }

    [Fact]
    public async Task A_stopped_run_cannot_be_carried_on()
    {
        var requested = await AskAsync();
        var overAtOnce = await Registry.StopAsync(requested.Id, Token);
        var running = await AskAsync();
        Assert.NotNull(await Rows.UpdateAsync((await Rows.ReadAsync(running.Id, Token))! with { Status = JobStatus.Running }, Token));
        var later = await Registry.StopAsync(running.Id, Token);

        await Runner.CarryOnAsync(Token);

        Assert.Equal((JobStatus.Stopped, JobStatus.Stopping, 0), (overAtOnce.Value!.Status, later.Value!.Status, work.Steps));
        Assert.Equal(JobStatus.Stopped, (await Rows.ReadAsync(running.Id, Token))!.Status);
        // Control: one that nobody stopped is carried.
        await AskAsync();
        await Runner.CarryOnAsync(Token);
        Assert.Equal(1, work.Steps);
    }

    [Fact]
    public async Task Stopping_cannot_undo_an_end_nor_hold_up_who_asks_anew()
    {
        var asked = await AskAsync();
        work.IsLast = async _ =>
        {
            // Too late: this step is the last.
            await Registry.StopAsync(asked.Id, Token);
            return true;
        };

        await Runner.CarryOnAsync(Token);

        Assert.Equal(JobStatus.Finished, (await Rows.ReadAsync(asked.Id, Token))!.Status);
        Assert.Equal(JobStatus.Finished, (await Registry.StopAsync(asked.Id, Token)).Value!.Status);
        Assert.Equal(RefusalReason.OperationNotFound, (await Registry.StopAsync("nobody-asked", Token)).Refusal!.Reason);
        var again = await AskAsync();
        Assert.NotNull(await Rows.UpdateAsync((await Rows.ReadAsync(again.Id, Token))! with { Status = JobStatus.Running }, Token));
        await Registry.StopAsync(again.Id, Token);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(again.Id, (await AskAsync()).Id);
    }

    [Fact]
    public async Task A_run_is_forgotten_a_month_after_its_end()
    {
        var asked = await AskAsync();
        await Runner.CarryOnAsync(Token);
        clock.Advance(TimeSpan.FromDays(29));
        await Runner.CarryOnAsync(Token);
        var kept = await Rows.ReadAsync(asked.Id, Token);

        clock.Advance(TimeSpan.FromDays(2));
        await Runner.CarryOnAsync(Token);

        Assert.NotNull(kept);
        Assert.Null(await Rows.ReadAsync(asked.Id, Token));
    }

    [Fact]
    public async Task The_scheduled_clean_up_works_also_where_the_lease_cannot_be_read()
    {
        var nowhere = new JobRunner(new JobTable(tables.AbsentTable(), clock, NullLogger<JobTable>.Instance), [work], clock, NullLogger<JobRunner>.Instance);
        var worked = 0;

        await nowhere.AloneAsync(TimeSpan.FromMinutes(1), () => Task.FromResult(worked++), Token);
        await nowhere.CarryOnAsync(Token);

        Assert.Equal(1, worked);
    }

    private async Task<Job> AskAsync()
    {
        var answer = await Registry.RequestAsync(JobKind.CleanUp, dryRun: false, Token);
        Assert.False(answer.IsRefused);
        return answer.Value;
    }
}
