using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Tests.CleanUpStaleIdentities;

/// <summary>The walk that keeps the index of identities.</summary>
public sealed class IndexWalkTests : CleanUpTests
{
    private static readonly TimeSpan ADay = TimeSpan.FromDays(1);

    private IndexRow[] Index => [.. Rows.Rows().OfType<IndexRow>()];

    [Fact]
    public async Task Until_the_first_walk_is_complete_nothing_is_adopted_and_then_what_is_mapped_is_taken()
    {
        var (owner, other) = (Users.New(), Users.New());
        var identity = await MappedAsync(TimeSpan.Zero, owner);

        var before = await Registry.AdoptAsync(other, identity, verify: true, Token);
        var report = await RunAsync();
        var after = await Registry.AdoptAsync(other, identity, verify: true, Token);
        var found = await Registry.FindAsync(identity, Token);

        Assert.Equal(RefusalReason.IndexIncomplete, before.Refusal?.Reason);
        Assert.Equal(1, report.IndexRowsWritten);
        Assert.Equal(RefusalReason.IdentityConflict, after.Refusal?.Reason);
        Assert.Equal(UserKey.Of(owner), found.Value?.Key);
    }

    [Fact]
    public async Task A_reservation_that_a_clock_far_ahead_has_dated_is_taken_over()
    {
        var identity = Acs.Add();
        await Rows.WriteIndexWalkAsync(IndexWalk.Completed(Noon), Token);
        await Rows.CommitAsync([new RowChange.Insert(new IndexRow { Key = UserKey.Of(Users.New()), CommunicationUserId = identity, ReservedOn = Noon.AddYears(1) })], Delivery.Repeated, Token);

        var adopted = await Registry.AdoptAsync(Users.New(), identity, verify: true, Token);

        Assert.Equal(identity, adopted.Value?.Row.CommunicationUserId);
    }

    [Fact]
    public async Task The_first_walk_indexes_what_was_mapped_in_the_year_1601()
    {
        var identity = Acs.Add();
        await Rows.CommitAsync([new RowChange.Insert(StoredRows.Mapped(Users.New(), identity, Noon) with { CreatedOn = StoredRow.EarliestInstant })], Delivery.Repeated, Token);

        await RunAsync();

        Assert.Equal(RefusalReason.IdentityConflict, (await Registry.AdoptAsync(Users.New(), identity, verify: true, Token)).Refusal?.Reason);
    }

    [Fact]
    public async Task A_dry_run_writes_no_index()
    {
        await MappedAsync(TimeSpan.Zero);

        await RunAsync(dryRun: true);

        Assert.Empty(Index);
    }

    [Fact]
    public async Task What_waits_to_be_deleted_since_before_the_index_cannot_be_adopted()
    {
        var identity = await PendingDeletionAsync();
        await MappedAsync(TimeSpan.Zero);
        Acs.Fail(AcsCall.Delete, Refusal(AcsRefusalKind.NotOwned), Refusal(AcsRefusalKind.NotOwned));

        await RunAsync();

        Assert.Equal(RefusalReason.IdentityNotUsable, (await Registry.AdoptAsync(Users.New(), identity, verify: true, Token)).Refusal?.Reason);
    }

    [Fact]
    public async Task Later_walks_look_at_what_was_mapped_since_and_once_a_day()
    {
        await MappedAsync(TimeSpan.FromDays(3));
        await RunAsync();
        var first = Index.Single();
        await Rows.CommitAsync([new RowChange.Remove(first)], Delivery.Repeated, Token);
        // As an instance of an older version maps it.
        var late = StoredRows.Mapped(Users.New(), Acs.Add(), Clock.GetUtcNow()) with { CreatedOn = Clock.GetUtcNow() };
        await Rows.CommitAsync([new RowChange.Insert(late)], Delivery.Repeated, Token);

        var sameDay = await RunAsync();
        Clock.Advance(ADay);
        var nextDay = await RunAsync();

        Assert.Equal(0, sameDay.IndexRowsWritten);
        // Not the one whose index row somebody took away: it is older than the last walk.
        Assert.Equal((1, late.CommunicationUserId), (nextDay.IndexRowsWritten, Index.Single().CommunicationUserId));
    }

    [Fact]
    public async Task An_index_row_whose_user_does_not_have_the_identity_goes_once_it_is_old_and_leaves_a_fence()
    {
        await Rows.WriteIndexWalkAsync(IndexWalk.Completed(Noon), Token);
        var (abandoned, underWay) = (Users.New(), Users.New());
        await ReserveAsync(abandoned, Noon);
        Clock.Advance(ADay);
        await ReserveAsync(underWay, Clock.GetUtcNow());

        var report = await RunAsync();

        Assert.Equal((1, UserKey.Of(underWay)), (report.IndexRowsRemoved, Index.Single().Key));
        // A claim that is still under way for the first user fails.
        Assert.Equal(UserKey.Of(abandoned), Rows.Rows().OfType<UserRow>().Single(row => !row.IsMapped).Key);
    }

    [Fact]
    public async Task A_bucket_that_cannot_be_read_keeps_the_walk_from_being_complete()
    {
        await MappedAsync(TimeSpan.Zero, Users.In(new Bucket(7)));
        Store.IsBucketUnreadable = bucket => bucket == new Bucket(7);

        var broken = await RunAsync();
        var isComplete = (await Rows.ReadIndexWalkAsync(Token))!.IsComplete;
        Store.IsBucketUnreadable = _ => false;
        await RunAsync();

        Assert.True(broken.CutShort);
        Assert.False(isComplete);
        Assert.True((await Rows.ReadIndexWalkAsync(Token))!.IsComplete);
        Assert.Single(Index);
    }

    [Fact]
    public async Task A_users_row_that_makes_no_sense_is_counted_and_does_not_hold_up_the_walk()
    {
        var odd = Users.New();
        await ReserveAsync(odd, Noon);
        await ReserveAsync(Users.New(), Noon);
        Clock.Advance(ADay);
        Store.IsMalformed = key => key == UserKey.Of(odd);

        var report = await RunAsync();

        Assert.Equal((1, 1, false), (report.IndexRowsRemoved, report.Failed, report.CutShort));
        Assert.Equal(UserKey.Of(odd), Index.Single().Key);
        Assert.True((await Rows.ReadIndexWalkAsync(Token))!.IsComplete);
        // Control: one that storage does not answer for is asked for again.
        Store.IsMalformed = _ => false;
        Store.IsUnreadable = key => key == UserKey.Of(odd);
        await Rows.WriteIndexWalkAsync(new IndexWalk(0, null, null), Token);
        Assert.True((await RunAsync()).CutShort);
    }

    [Fact]
    public async Task A_walk_that_was_completed_by_a_clock_far_ahead_is_made_anew_and_misses_nothing()
    {
        await MappedAsync(TimeSpan.FromDays(3));
        await Rows.WriteIndexWalkAsync(IndexWalk.Completed(Noon.AddYears(1)), Token);

        var report = await RunAsync();

        Assert.Equal(1, report.IndexRowsWritten);
        Assert.InRange((await Rows.ReadIndexWalkAsync(Token))!.CompletedFrom!.Value, Noon, Noon.AddMinutes(1));
    }

    [Fact]
    public async Task A_deletion_takes_the_index_row_along_and_leaves_another_users()
    {
        var (user, identity) = (Users.New(), Acs.Add());
        await Rows.CommitAsync([new RowChange.Insert(StoredRows.Mapped(user, identity, Noon))], Delivery.Repeated, Token);
        await Rows.CommitAsync([new RowChange.Insert(new IndexRow { Key = UserKey.Of(user), CommunicationUserId = identity, ReservedOn = Noon })], Delivery.Repeated, Token);
        var other = Users.New();
        await ReserveAsync(other, Noon);

        await Registry.DeleteAsync(user, Session.Trusted, Token);

        Assert.Equal(UserKey.Of(other), Index.Single().Key);
    }

    private async Task ReserveAsync(UserId user, DateTimeOffset on) => await Rows.CommitAsync(
        [new RowChange.Insert(new IndexRow { Key = UserKey.Of(user), CommunicationUserId = Acs.Add(), ReservedOn = on })], Delivery.Repeated, Token);
}
