using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Tests.CleanUpStaleIdentities;

/// <summary>Nothing that a run does keeps it from the rest for ever.</summary>
public sealed class TurnsTests : CleanUpTests
{
    [Fact]
    public async Task Old_fences_are_dropped_although_every_run_is_cut_short_among_stale_rows()
    {
        Options.MaxRowsPerRun = 20;
        for (var number = 0; number < 10; number++)
        {
            await FenceAsync(Users.In(new Bucket((byte)number)));
        }

        // Every bucket has as much to delete as half a run can.
        for (var number = 0; number < 100; number++)
        {
            await MappedAsync(TimeSpan.FromDays(100), Users.In(new Bucket((byte)(number / 10))));
        }

        var first = await RunAsync();

        // Control: the run met more stale rows than it could do, and stopped long before its last bucket.
        Assert.Equal((true, 1), (first.CutShort, (int)(await Rows.ReadCursorAsync(Token)).Stale));
        Assert.True(first.StaleFound > first.FencesDropped);
        Assert.Equal(1, first.FencesDropped);
        for (var run = 0; run < 6; run++)
        {
            await RunAsync();
        }

        Assert.DoesNotContain(Rows.Rows().OfType<UserRow>(), row => !row.IsMapped && row.FencedOn < Noon.AddDays(-2));
    }

    [Fact]
    public async Task Pending_actions_that_ACS_refuses_for_good_cannot_use_up_the_rows_of_every_run()
    {
        Options.MaxRowsPerRun = 10;
        await RefusedForGoodAsync(40);
        await StaleAsync(5);

        var report = await RunAsync();

        Assert.Equal((5, 5), (report.StaleFound, report.StaleDeleted));
        // Control: there were pending actions enough for all rows of the run, and they came first.
        Assert.Equal((5, 5, true), (report.UnfinishedFound, report.Failed, report.CutShort));
    }

    [Fact]
    public async Task Pending_actions_that_ACS_refuses_for_good_cannot_use_up_the_time_of_every_run()
    {
        Options.CallsPerSecond = 1;
        Options.Concurrency = 1;
        Options.Deadline = TimeSpan.FromMinutes(2);
        await RefusedForGoodAsync(200);
        await StaleAsync(20);

        var report = await RunAsync();

        Assert.Equal(20, report.StaleDeleted);
        // Control: the pending actions would have taken longer than the run has.
        Assert.InRange(report.UnfinishedFound, 60, 120);
        Assert.True(report.CutShort);
    }

    [Fact]
    public async Task What_stale_rows_leave_of_a_run_goes_to_pending_actions_and_each_is_met_once()
    {
        Options.MaxRowsPerRun = 10;
        await RefusedForGoodAsync(9);

        var report = await RunAsync();

        Assert.Equal((9, 9, false), (report.UnfinishedFound, report.Failed, report.CutShort));
        Assert.Equal(9, Acs.Calls(AcsCall.Delete));
    }

    [Fact]
    public async Task Pending_actions_come_first()
    {
        Options.MaxRowsPerRun = 4;
        await StaleAsync(10);
        var first = await PendingDeletionAsync();
        var second = await PendingDeletionAsync();

        var report = await RunAsync();

        Assert.Equal((2, 2), (report.UnfinishedDone, report.StaleDeleted));
        Assert.False(Acs.IsAlive(first) || Acs.IsAlive(second));
    }

    [Fact]
    public async Task Old_fences_are_dropped_where_nothing_counts_as_stale()
    {
        Options.StaleAfter = null;
        await FenceAsync(Users.New());
        await StaleAsync(1);

        var report = await RunAsync();

        Assert.Equal((0, 1), (report.StaleFound, report.FencesDropped));
    }

    private async Task RefusedForGoodAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            Acs.Disown(await PendingDeletionAsync());
        }
    }

    private async Task StaleAsync(int count)
    {
        for (var number = 0; number < count; number++)
        {
            await MappedAsync(TimeSpan.FromDays(100));
        }
    }

    private Task<WriteOutcome> FenceAsync(UserId user) => Rows.CommitAsync([new RowChange.Insert(StoredRows.Fence(user, Noon.AddDays(-100)))], Delivery.Repeated, Token);
}
