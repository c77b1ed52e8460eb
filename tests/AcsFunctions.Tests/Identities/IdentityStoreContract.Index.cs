using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Tests.Identities;

/// <summary>The index of identities, guests, and the state of the walk.</summary>
public abstract partial class IdentityStoreContract
{
    [Theory]
    [InlineData("8:acs:1b5cc06b-f352-4571-b1e6-d9b259b7c776_00000007-0464-3f72-0000-000000000001")]
    [InlineData("8:acs:with/slash\\back#hash?mark~and\u0001control")]
    public async Task An_index_row_is_found_by_its_identity_and_by_no_other(string identity)
    {
        var user = Users.New();
        Assert.Equal(WriteOutcome.Done, await CommitAsync(new RowChange.Insert(Index(user, identity))));

        var found = await Store.ReadIndexAsync(identity, Token);

        Assert.Equal((UserKey.Of(user), identity), (found!.Key, found.CommunicationUserId));
        Assert.Null(await Store.ReadIndexAsync(identity + "x", Token));
        Assert.Equal(WriteOutcome.Conflict, await CommitAsync(new RowChange.Insert(Index(Users.New(), identity))));
    }

    [Fact]
    public async Task A_reservation_is_taken_over_and_removed_on_its_ETag()
    {
        var identity = NewIdentity();
        var (first, second) = (Users.New(), Users.New());
        await CommitAsync(new RowChange.Insert(Index(first, identity)));
        var read = (await Store.ReadIndexAsync(identity, Token))!;

        var taken = await CommitAsync(new RowChange.Replace(Index(second, identity) with { ETag = read.ETag }));
        var late = await CommitAsync(new RowChange.Replace(Index(first, identity) with { ETag = read.ETag }));
        var lateRemoval = await CommitAsync(new RowChange.Remove(read));
        var named = (await Store.ReadIndexAsync(identity, Token))!;
        var removal = await CommitAsync(new RowChange.Remove(named));

        Assert.Equal((WriteOutcome.Done, WriteOutcome.Conflict, WriteOutcome.Conflict), (taken, late, lateRemoval));
        Assert.Equal(UserKey.Of(second), named.Key);
        Assert.Equal(WriteOutcome.Done, removal);
        Assert.Null(await Store.ReadIndexAsync(identity, Token));
    }

    [Fact]
    public async Task Index_rows_are_listed_by_when_they_were_written_and_are_no_user_s_rows()
    {
        var identity = NewIdentity();
        var part = IndexRow.PartOf(identity);
        await CommitAsync(new RowChange.Insert(Index(Users.New(), identity)));

        Assert.Single(await Store.ListIndexAsync(part, Noon, Noon.AddMilliseconds(1), Token).ToListAsync(Token));
        Assert.Empty(await Store.ListIndexAsync(part, Noon.AddDays(-1), Noon, Token).ToListAsync(Token));
        Assert.Empty(await Store.ListIndexAsync(part, Noon.AddMilliseconds(1), Noon.AddDays(1), Token).ToListAsync(Token));
        Assert.Empty(await Store.ListIndexAsync(new Bucket((byte)(part.Number + 1)), Noon, Noon.AddDays(1), Token).ToListAsync(Token));
        Assert.Empty(await Store.ListPendingAsync(part, Token).ToListAsync(Token));
        Assert.Empty(await Store.ListMappedAsync(part, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Guests_are_listed_from_when_they_have_to_go()
    {
        var guest = StoredRows.Mapped(Users.New(), NewIdentity(), Noon) with { DeleteOn = Noon };
        await CommitAsync(new RowChange.Insert(guest));
        await CommitAsync(new RowChange.Insert(StoredRows.Mapped(Users.In(guest.Key.Bucket), NewIdentity(), Noon)));

        var due = await Store.ListMappedAsync(guest.Key.Bucket, Noon, Noon.AddMilliseconds(1), Token).ToListAsync(Token);
        var notYet = await Store.ListMappedAsync(guest.Key.Bucket, Noon, Noon, Token).ToListAsync(Token);

        Assert.Equal(guest, Assert.Single(due) with { ETag = default });
        Assert.Empty(notYet);
    }

    [Fact]
    public async Task Mapped_rows_are_listed_from_when_they_were_mapped()
    {
        var row = StoredRows.Mapped(Users.New(), NewIdentity(), Noon);
        await CommitAsync(new RowChange.Insert(row));
        await CommitAsync(new RowChange.Insert(StoredRows.Fence(Users.In(row.Key.Bucket), Noon)));

        Assert.Equal(row, Assert.Single(await Store.ListMappedSinceAsync(row.Key.Bucket, row.CreatedOn!.Value, Token).ToListAsync(Token)) with { ETag = default });
        Assert.Empty(await Store.ListMappedSinceAsync(row.Key.Bucket, row.CreatedOn!.Value.AddMilliseconds(1), Token).ToListAsync(Token));
    }

    [Fact]
    public async Task The_state_of_the_walk_is_kept_and_no_state_is_none()
    {
        var before = await Store.ReadIndexWalkAsync(Token);
        var underWay = new IndexWalk(17, Noon, null);
        await Store.WriteIndexWalkAsync(underWay, Token);
        var read = await Store.ReadIndexWalkAsync(Token);
        await Store.WriteIndexWalkAsync(IndexWalk.Completed(Noon), Token);
        var completed = await Store.ReadIndexWalkAsync(Token);

        Assert.Null(before);
        Assert.Equal((underWay, false), (read, read!.IsComplete));
        Assert.Equal((IndexWalk.Completed(Noon), true), (completed, completed!.IsComplete));
    }

    [Fact]
    public async Task Several_parts_of_the_index_are_listed_at_once()
    {
        var rows = Enumerable.Range(0, 40).Select(_ => Index(Users.New(), NewIdentity())).ToArray();
        foreach (var row in rows)
        {
            await CommitAsync(new RowChange.Insert(row));
        }

        var range = BucketRange.From(new Bucket(0x20), 0x60);
        var listed = await Store.ListIndexAsync(range, Noon, DateTimeOffset.MaxValue, Token).ToListAsync(Token);

        Assert.Equal(
            rows.Where(row => IndexRow.PartOf(row.CommunicationUserId).Number is >= 0x20 and < 0x80).Select(row => row.CommunicationUserId).Order(StringComparer.Ordinal),
            listed.Select(row => row.CommunicationUserId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_table_has_users_once_one_has_a_row_and_not_for_anything_else()
    {
        await CommitAsync(new RowChange.Insert(Index(Users.New(), NewIdentity())));
        await CommitAsync(new RowChange.Insert(StoredRows.PendingDeletion(Users.New(), NewIdentity(), Noon)));
        var before = await Store.HasUsersAsync(Token);

        await CommitAsync(new RowChange.Insert(StoredRows.Fence(Users.New(), Noon)));

        Assert.False(before);
        Assert.True(await Store.HasUsersAsync(Token));
    }

    private static string NewIdentity() => $"8:acs:{Guid.NewGuid()}_{Guid.NewGuid()}";

    private static IndexRow Index(AcsFunctions.Identities.UserId user, string identity) => new() { Key = UserKey.Of(user), CommunicationUserId = identity, ReservedOn = Noon };
}
