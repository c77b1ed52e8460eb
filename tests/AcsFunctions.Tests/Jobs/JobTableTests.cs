using AcsFunctions.Identities;
using AcsFunctions.Jobs;
using AcsFunctions.Testing;
using AcsFunctions.Tests.Identities;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Tests.Jobs;

/// <summary>What late attempts, lost answers and other versions' rows do to runs.</summary>
public sealed class JobTableTests(AzuriteTables tables) : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly RecordingLogger<JobTable> log = new();
    private readonly ScriptedJob work = new();
    private IdentityTable? table;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private JobTable Rows => new(table!, clock, log);

    public async ValueTask InitializeAsync() => table = await tables.NewTableAsync(Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task An_attempt_that_arrives_late_cannot_begin_anew_what_was_stopped()
    {
        var job = Job.Request(JobKind.WindDown, dryRun: false, clock.GetUtcNow());
        Assert.True(await Rows.AddAsync(job, Token));
        await new JobRegistry(Rows, clock).StopAsync(job.Id, Token);

        var late = await Rows.AddAsync(job, Token);

        Assert.True(late);
        Assert.Equal(JobStatus.Stopped, (await Rows.ReadAsync(job.Id, Token))!.Status);
    }

    [Theory]
    [InlineData("Kind", "Sweep")]
    [InlineData("Kind", 7)]
    [InlineData("Kind", "7")]
    [InlineData("Status", "Paused")]
    [InlineData("Status", null)]
    [InlineData("RequestedOn", "noon")]
    public async Task A_run_of_another_version_cannot_hold_up_the_others(string column, object? value)
    {
        var (odd, good) = (Job.Request(JobKind.CleanUp, dryRun: false, clock.GetUtcNow().AddHours(-1)), Job.Request(JobKind.CleanUp, dryRun: false, clock.GetUtcNow()));
        Assert.True(await Rows.AddAsync(odd, Token) && await Rows.AddAsync(good, Token));
        // Control: until the row is odd, it is read.
        Assert.Equal(2, (await Rows.ListAsync(Token)).Count);
        var entity = (await table!.Repeated.GetEntityAsync<TableEntity>("clean-up", "run-" + odd.Id, cancellationToken: Token)).Value;
        entity[column] = value;
        await table.Repeated.UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace, Token);

        await new JobRunner(Rows, [work], clock, NullLogger<JobRunner>.Instance).CarryOnAsync(Token);

        Assert.Equal(JobStatus.Finished, Assert.Single(await Rows.ListAsync(Token)).Status);
        Assert.Null(await Rows.ReadAsync(odd.Id, Token));
        Assert.Contains(log.Lines, line => line.StartsWith($"Warning 1407 Row run-{odd.Id} ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lease_that_lasts_longer_than_any_run_is_nobodys()
    {
        var ahead = new FakeTimeProvider(clock.GetUtcNow().AddYears(1));
        await new JobTable(table!, ahead, log).TakeLeaseAsync(TimeSpan.FromMinutes(9), Token);

        var taken = await Rows.TakeLeaseAsync(TimeSpan.FromMinutes(9), Token);
        var another = await Rows.TakeLeaseAsync(TimeSpan.FromMinutes(9), Token);

        Assert.NotNull(taken);
        Assert.Null(another);
    }

    [Fact]
    public async Task A_lease_whose_answer_was_lost_is_held_by_who_asked_for_it()
    {
        await using var storage = await StorageAsync();
        var rows = Over(storage);

        // The requests are: read, write, write again, look; for longer: write, write again, look.
        storage.LosesAnswer = number => number is 2 or 5;
        var taken = await rows.TakeLeaseAsync(TimeSpan.FromMinutes(1), Token);
        var extended = await rows.ExtendAsync(taken!, TimeSpan.FromMinutes(2), Token);
        var another = await Rows.TakeLeaseAsync(TimeSpan.FromMinutes(1), Token);
        await rows.ReleaseAsync(extended!, Token);

        Assert.Equal(2, storage.Refused);
        Assert.Null(another);
        // Released by who held it, and not by the clock.
        Assert.NotNull(await Rows.TakeLeaseAsync(TimeSpan.FromMinutes(1), Token));
    }

    [Fact]
    public async Task A_lease_that_another_took_in_between_cannot_be_mistaken_for_ones_own()
    {
        await using var storage = await StorageAsync();
        JobLease? others = null;
        storage.BreaksOff = async _ =>
        {
            // Between our read and our write.
            if (others is null && storage.Requests == 2)
            {
                others = await Rows.TakeLeaseAsync(TimeSpan.FromMinutes(1), Token);
            }

            return false;
        };

        var ours = await Over(storage).TakeLeaseAsync(TimeSpan.FromMinutes(1), Token);

        Assert.NotNull(others);
        Assert.Null(ours);
        Assert.NotNull(await Rows.ExtendAsync(others, TimeSpan.FromMinutes(1), Token));
    }

    [Fact]
    public async Task A_look_that_breaks_off_twice_cannot_lose_the_report_of_its_step()
    {
        await using var storage = await StorageAsync();
        var job = Job.Request(JobKind.CleanUp, dryRun: false, clock.GetUtcNow());
        Assert.True(await Rows.AddAsync(job, Token));
        var (isWatched, looks, again) = (false, 0, new TaskCompletionSource());
        storage.BreaksOff = async aborted =>
        {
            if (!isWatched || Interlocked.Increment(ref looks) == 1)
            {
                return isWatched;
            }

            isWatched = false;
            again.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, aborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return true;
        };
        work.IsLast = async _ =>
        {
            isWatched = true;
            clock.Advance(TimeSpan.FromSeconds(5));
            await again.Task.WaitAsync(Token);
            return true;
        };

        await new JobRunner(Over(storage), [work], clock, NullLogger<JobRunner>.Instance).CarryOnAsync(Token);

        Assert.Equal((JobStatus.Finished, "1", 2), ((await Rows.ReadAsync(job.Id, Token))!.Status, (await Rows.ReadAsync(job.Id, Token))!.Report, looks));
    }

    private Task<BusyStorage> StorageAsync() => BusyStorage.StartAsync(new Uri(tables.ConnectionString.Split("TableEndpoint=")[1].TrimEnd(';')), Token);

    private JobTable Over(BusyStorage storage) => new(AzuriteTables.Table(storage.ConnectionStringOf(tables.ConnectionString), table!.Repeated.Name), clock, log);
}
