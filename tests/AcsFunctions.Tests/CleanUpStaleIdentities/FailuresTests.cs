using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Tests.CleanUpStaleIdentities;

public sealed class FailuresTests : CleanUpTests
{
    [Theory]
    [InlineData(AcsRefusalKind.Unavailable)]
    [InlineData(AcsRefusalKind.Denied)]
    [InlineData(AcsRefusalKind.NotOwned)]
    public async Task One_failing_row_never_stops_the_rest_and_is_kept(AcsRefusalKind kind)
    {
        for (var number = 0; number < 10; number++)
        {
            await PendingDeletionAsync();
        }

        Acs.Fail(AcsCall.Delete, Refusal(kind));

        var report = await RunAsync();

        Assert.Equal((10, 9, 1, false), (report.UnfinishedFound, report.UnfinishedDone, report.Failed, report.CutShort));
        Assert.Equal(1, PendingDeletions);
        Assert.Equal(1, (await RunAsync()).UnfinishedDone);
    }

    [Fact]
    public async Task An_identity_that_is_gone_at_ACS_counts_as_done()
    {
        Acs.Remove(await PendingDeletionAsync());

        var report = await RunAsync();

        Assert.Equal((1, 0), (report.UnfinishedDone, report.Failed));
        Assert.Equal(0, PendingDeletions);
    }

    [Fact]
    public async Task A_bucket_that_cannot_be_read_costs_its_own_turn_only()
    {
        await PendingDeletionAsync(Users.In(new Bucket(7)));
        var readable = await PendingDeletionAsync(Users.In(new Bucket(8)));
        Store.IsBucketUnreadable = bucket => bucket == new Bucket(7);

        var report = await RunAsync();

        // Once for what is pending, once for what is old, and once for what the index may lack.
        Assert.Equal((1, 3), (report.UnfinishedDone, report.Failed));
        Assert.False(Acs.IsAlive(readable));
        Store.IsBucketUnreadable = _ => false;
        Assert.Equal(1, (await RunAsync()).UnfinishedDone);
    }

    [Theory]
    [InlineData(StoreFault.Dropped)]
    [InlineData(StoreFault.AnswerLost)]
    public async Task A_retirement_of_unknown_outcome_is_a_failure_and_the_next_run_sees_to_it(StoreFault fault)
    {
        var identity = await MappedAsync(TimeSpan.FromDays(100));
        Store.WriteFault = changes => changes.Count > 1 ? fault : StoreFault.None;

        var report = await RunAsync();

        Assert.Equal((1, 0, 0, 1), (report.StaleFound, report.StaleDeleted, report.StaleChanged, report.Failed));
        Assert.True(Acs.IsAlive(identity));
        Store.WriteFault = _ => StoreFault.None;
        await RunAsync();
        Assert.False(Acs.IsAlive(identity));
        Assert.Equal(0, PendingDeletions);
    }

    [Fact]
    public async Task A_fence_whose_removal_is_not_confirmed_is_a_failure()
    {
        await Rows.CommitAsync([new RowChange.Insert(StoredRows.Fence(Users.New(), Noon.AddDays(-100)))], Delivery.Repeated, Token);
        Store.WriteFault = _ => StoreFault.Dropped;

        var report = await RunAsync();

        Assert.Equal((1, 0, 1), (report.FencesFound, report.FencesDropped, report.Failed));
    }

    [Fact]
    public async Task An_unreadable_cursor_costs_a_second_look_and_nothing_else()
    {
        await PendingDeletionAsync();
        Store.IsCursorUnreadable = true;

        var report = await RunAsync();

        Assert.Equal((1, 1), (report.UnfinishedDone, report.Failed));
    }

    [Fact]
    public async Task Two_runs_at_once_do_no_harm()
    {
        var identities = new List<string>();
        for (var number = 0; number < 100; number++)
        {
            identities.Add(await MappedAsync(TimeSpan.FromDays(100)));
            identities.Add(await PendingDeletionAsync());
        }

        var used = await MappedAsync(TimeSpan.FromDays(1));

        var reports = await Task.WhenAll(Task.Run(() => RunAsync(), Token), Task.Run(() => RunAsync(), Token));

        Assert.Equal(0, reports.Sum(report => report.Failed));
        Assert.Equal(100, reports.Sum(report => report.StaleDeleted));
        Assert.DoesNotContain(identities, Acs.IsAlive);
        Assert.True(Acs.IsAlive(used));
        Assert.Equal(0, PendingDeletions);
    }
}
