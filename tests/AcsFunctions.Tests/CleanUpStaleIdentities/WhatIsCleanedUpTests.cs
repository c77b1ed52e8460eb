using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Tests.CleanUpStaleIdentities;

public sealed class WhatIsCleanedUpTests : CleanUpTests
{
    [Fact]
    public async Task Pending_actions_are_carried_out_stale_identities_deleted_and_old_fences_dropped()
    {
        var retired = await PendingDeletionAsync();
        var stale = await MappedAsync(TimeSpan.FromDays(100));
        var used = await MappedAsync(TimeSpan.FromDays(2));
        await Rows.CommitAsync([new RowChange.Insert(StoredRows.Fence(Users.New(), Noon.AddDays(-100)))], Delivery.Repeated, Token);
        await Rows.CommitAsync([new RowChange.Insert(StoredRows.PendingRevocation(Users.New(), used, Noon))], Delivery.Repeated, Token);

        var report = await RunAsync();

        Assert.Equal((2, 2, 1, 1, 0), (report.UnfinishedFound, report.UnfinishedDone, report.StaleFound, report.StaleDeleted, report.StaleChanged));
        Assert.Equal((1, 1, 0, false), (report.FencesFound, report.FencesDropped, report.Failed, report.CutShort));
        Assert.False(Acs.IsAlive(retired));
        Assert.False(Acs.IsAlive(stale));
        Assert.True(Acs.IsAlive(used));
        Assert.False(Acs.IsValid($"{used}#0"));
        // What is left: the row in use, and a new fence for the user who was stale.
        Assert.Equal([false, true], Rows.Rows().OfType<UserRow>().Select(row => row.IsMapped).Order());
    }

    /// <summary>As somebody leaves them who puts a user's identity back by hand, or takes it away.</summary>
    [Fact]
    public async Task A_row_with_the_columns_of_both_kinds_is_what_it_is_and_neither_stale_nor_an_old_fence()
    {
        var used = Acs.Add();
        var mapped = StoredRows.Mapped(Users.New(), used, Noon) with { FencedOn = Noon.AddDays(-200) };
        var fence = StoredRows.Fence(Users.New(), Noon) with { CreatedOn = Noon.AddDays(-200), LastTokenOn = Noon.AddDays(-200) };
        await Rows.CommitAsync([new RowChange.Insert(mapped)], Delivery.Repeated, Token);
        await Rows.CommitAsync([new RowChange.Insert(fence)], Delivery.Repeated, Token);

        var report = await RunAsync();

        Assert.Equal((0, 0), (report.StaleFound, report.FencesFound));
        Assert.True(Acs.IsAlive(used));
        Assert.Equal(2, Rows.Rows().OfType<UserRow>().Count());
    }

    /// <summary>The earliest instant that storage takes stands for "never" in some maps.</summary>
    [Fact]
    public async Task Where_nothing_is_ever_stale_a_row_of_the_year_1601_is_not_either()
    {
        Options.StaleAfter = null;
        var identity = Acs.Add();
        await Rows.CommitAsync([new RowChange.Insert(StoredRows.Mapped(Users.New(), identity, StoredRow.EarliestInstant))], Delivery.Repeated, Token);

        var report = await RunAsync();

        Assert.Equal(0, report.StaleFound);
        Assert.True(Acs.IsAlive(identity));
    }

    [Fact]
    public async Task A_dry_run_counts_and_changes_nothing()
    {
        await PendingDeletionAsync();
        await MappedAsync(TimeSpan.FromDays(100));
        await Rows.CommitAsync([new RowChange.Insert(StoredRows.Fence(Users.New(), Noon.AddDays(-100)))], Delivery.Repeated, Token);
        await Rows.WriteCursorAsync(new CleanUpCursor(1, 2), Token);
        var before = Rows.Rows();

        var report = await RunAsync(dryRun: true);

        Assert.True(report.DryRun);
        Assert.Equal((1, 1, 1), (report.UnfinishedFound, report.StaleFound, report.FencesFound));
        Assert.Equal((0, 0, 0, 0), (report.UnfinishedDone, report.StaleDeleted, report.FencesDropped, report.Failed));
        Assert.Equal(before, Rows.Rows());
        Assert.Equal(0, Acs.Calls(AcsCall.Delete));
        Assert.Equal(new CleanUpCursor(1, 2), await Rows.ReadCursorAsync(Token));
        Assert.Equal(1, (await RunAsync()).StaleDeleted);
    }

    [Fact]
    public async Task A_row_is_stale_only_when_its_time_and_how_far_that_may_lag_have_passed()
    {
        var atTheEdge = await MappedAsync(TimeSpan.FromDays(91));
        var beyond = await MappedAsync(TimeSpan.FromDays(91) + TimeSpan.FromHours(1));

        await RunAsync();

        Assert.True(Acs.IsAlive(atTheEdge));
        Assert.False(Acs.IsAlive(beyond));
    }

    [Fact]
    public async Task Without_a_limit_nothing_is_stale_and_pending_actions_are_carried_out_all_the_same()
    {
        Options.StaleAfter = null;
        var old = await MappedAsync(TimeSpan.FromDays(3000));
        var retired = await PendingDeletionAsync();

        var report = await RunAsync();

        Assert.Equal((0, 1), (report.StaleFound, report.UnfinishedDone));
        Assert.True(Acs.IsAlive(old));
        Assert.False(Acs.IsAlive(retired));
    }

    [Fact]
    public async Task A_user_who_comes_back_while_the_row_is_being_retired_keeps_the_identity()
    {
        var user = Users.New();
        var identity = await MappedAsync(TimeSpan.FromDays(100), user);
        var isBack = false;
        Store.WriteFault = changes =>
        {
            if (!isBack && changes.Any(change => change.Row is PendingDeletion))
            {
                isBack = true;
                var row = Rows.Rows().OfType<UserRow>().Single();
                Assert.True(Rows.CommitAsync([new RowChange.Merge(row with { LastTokenOn = Noon })], Delivery.Repeated, Token).IsCompletedSuccessfully);
            }

            return StoreFault.None;
        };

        var report = await RunAsync();

        Assert.Equal((1, 1, 0), (report.StaleFound, report.StaleChanged, report.StaleDeleted));
        Assert.True(Acs.IsAlive(identity));
        Assert.Equal(identity, (await Rows.ReadAsync(UserKey.Of(user), Token))?.CommunicationUserId);
    }

    [Fact]
    public async Task Sessions_go_on_when_a_stale_identity_is_deleted()
    {
        var user = Users.New();
        await MappedAsync(TimeSpan.FromDays(100), user);

        await RunAsync();

        Assert.Null((await Rows.ReadAsync(UserKey.Of(user), Token))!.TokensValidFrom);
        Assert.False((await Registry.EnsureAsync(user, Sessions.From(Noon.AddHours(-1)), Token)).IsRefused);
    }
}
