using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Acs;

namespace AcsFunctions.Tests.CleanUpStaleIdentities;

/// <summary>How much a run does at most, and that the next carries on.</summary>
public sealed class BoundsTests : CleanUpTests
{
    [Fact]
    public async Task A_run_works_on_no_more_rows_than_allowed_and_the_next_ones_carry_on()
    {
        Options.MaxRowsPerRun = 15;
        Options.StaleAfter = null;
        await ManyAsync(40);

        var first = await RunAsync();
        var second = await RunAsync();
        var third = await RunAsync();

        Assert.Equal((15, 15, 10), (first.UnfinishedDone, second.UnfinishedDone, third.UnfinishedDone));
        Assert.Equal((true, true, false), (first.CutShort, second.CutShort, third.CutShort));
        Assert.Equal(40, Acs.Calls(AcsCall.Delete));
        Assert.Equal(0, PendingDeletions);
    }

    [Fact]
    public async Task A_run_ends_at_its_deadline_and_loses_nothing()
    {
        Options.CallsPerSecond = 1;
        Options.Deadline = TimeSpan.FromMinutes(2);
        Options.Concurrency = 1;
        await ManyAsync(200);

        var report = await RunAsync();

        Assert.True(report.CutShort);
        Assert.InRange(report.UnfinishedDone, 118, 122);
        Assert.Equal(200 - report.UnfinishedDone, PendingDeletions);
        await RunAsync();
        Assert.Equal(0, PendingDeletions);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task ACS_is_called_no_more_often_than_allowed(int concurrency)
    {
        Options.Concurrency = concurrency;
        await ManyAsync(80);

        var report = await RunAsync();

        Assert.Equal(80, report.UnfinishedDone);
        Assert.True(report.Duration >= TimeSpan.FromSeconds(79 / 8.0), $"{report.Duration}");
    }

    [Theory]
    [InlineData(60, 500)]
    [InlineData(500, 60)]
    public async Task It_takes_half_of_a_quota_that_is_smaller_than_its_own_pace(int deletions, int revocations)
    {
        (Quota.Deletions, Quota.Revocations) = (deletions, revocations);
        await ManyAsync(80);

        var report = await RunAsync();

        Assert.Equal(80, report.UnfinishedDone);
        Assert.True(report.Duration >= TimeSpan.FromSeconds(79), $"{report.Duration}");
    }

    [Fact]
    public async Task A_throttled_run_leaves_ACS_alone_for_a_window_of_its_quota()
    {
        Options.Concurrency = 1;
        Quota.Window = TimeSpan.FromMinutes(1);
        await ManyAsync(3);
        Acs.Fail(AcsCall.Delete, Refusal(AcsRefusalKind.Throttled));

        var report = await RunAsync();

        Assert.Equal((2, 1), (report.UnfinishedDone, report.Failed));
        Assert.True(report.Duration >= Quota.Window, $"{report.Duration}");
        Assert.Equal(1, PendingDeletions);
    }

    [Fact]
    public async Task A_cancelled_run_reports_and_the_next_finishes()
    {
        await ManyAsync(5);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        var report = await RunAsync(cancellationToken: cancelled.Token);

        Assert.True(report.CutShort);
        Assert.Equal(5, PendingDeletions);
        Assert.Equal(5, (await RunAsync()).UnfinishedDone);
    }

    [Fact]
    public async Task The_next_run_begins_where_the_last_one_stopped()
    {
        Options.MaxRowsPerRun = 1;
        foreach (var number in (byte[])[10, 20, 30])
        {
            await PendingDeletionAsync(Users.In(new Bucket(number)));
        }

        await RunAsync();

        Assert.Equal(20, (await Rows.ReadCursorAsync(Token)).Unfinished);
    }

    [Fact]
    public async Task Rows_that_cannot_be_finished_do_not_hold_up_other_buckets()
    {
        Options.MaxRowsPerRun = 1;
        await PendingDeletionAsync(Users.In(new Bucket(0)));
        var behind = await PendingDeletionAsync(Users.In(new Bucket(9)));
        Acs.Fail(AcsCall.Delete, Refusal(AcsRefusalKind.NotOwned));

        await RunAsync();
        await RunAsync();
        await RunAsync();

        Assert.False(Acs.IsAlive(behind));
    }

    private async Task ManyAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            await PendingDeletionAsync();
        }
    }
}
