using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Tests.Identities;

public abstract partial class IdentityStoreContract
{
    private const int MoreThanAPage = 1250;
    private const int TransactionLimit = 100;

    [Theory]
    [MemberData(nameof(HostileIds.All), MemberType = typeof(HostileIds))]
    public async Task A_retired_row_is_listed_and_removed_whatever_its_identity_is_called(string communicationUserId)
    {
        var retired = StoredRows.PendingDeletion(Users.New(), communicationUserId, Noon, DeletionReason.LostRace);

        await CommitAsync(new RowChange.Insert(retired));

        var listed = Assert.Single(await Store.ListPendingAsync(retired.Key, Token));
        Assert.Equal(retired, listed with { ETag = default });
        Assert.Equal(listed, Assert.Single(await Store.ListPendingAsync(retired.Key.Bucket, Token).ToListAsync(Token)));
        Assert.Equal(WriteOutcome.Done, await CommitAsync(new RowChange.Remove(listed)));
        Assert.Empty(await Store.ListPendingAsync(retired.Key, Token));
    }

    [Fact]
    public async Task A_users_pending_actions_are_listed_without_those_of_neighbours()
    {
        var (user, neighbour) = Neighbours();
        var mine = StoredRows.PendingDeletion(user, "8:acs:mine", Noon);
        var revoking = StoredRows.PendingRevocation(user, "8:acs:current", Noon);
        await CommitAsync(
            new RowChange.Insert(mine),
            new RowChange.Insert(revoking),
            new RowChange.Insert(StoredRows.PendingDeletion(neighbour, "8:acs:theirs", Noon)),
            new RowChange.Insert(StoredRows.Mapped(user, "8:acs:current", Noon)));

        var listed = await Store.ListPendingAsync(mine.Key, Token);

        Assert.Equal([mine, revoking], listed.Select(row => row with { ETag = default }));
    }

    [Fact]
    public async Task Nothing_is_before_the_earliest_instant_and_everything_since()
    {
        var row = StoredRows.Mapped(Users.New(), "8:acs:old", StoredRow.EarliestInstant) with { CreatedOn = StoredRow.EarliestInstant };
        await CommitAsync(new RowChange.Insert(row));

        var before = await Store.ListMappedAsync(row.Key.Bucket, StoredRow.EarliestInstant, StoredRow.EarliestInstant, Token).ToListAsync(Token);
        var since = await Store.ListMappedSinceAsync(row.Key.Bucket, StoredRow.EarliestInstant, Token).ToListAsync(Token);

        Assert.Empty(before);
        Assert.Equal(row, Assert.Single(since) with { ETag = default });
    }

    [Fact]
    public async Task A_bucket_lists_the_pending_actions_of_all_its_users_and_nothing_else()
    {
        var (user, neighbour) = Neighbours();
        await CommitAsync(
            new RowChange.Insert(StoredRows.PendingDeletion(user, "8:acs:mine", Noon)),
            new RowChange.Insert(StoredRows.PendingRevocation(neighbour, "8:acs:theirs", Noon)),
            new RowChange.Insert(StoredRows.Mapped(user, "8:acs:current", Noon)),
            new RowChange.Insert(StoredRows.Fence(neighbour, Noon)));

        var bucket = UserKey.Of(user).Bucket;
        var listed = await Store.ListPendingAsync(bucket, Token).ToListAsync(Token);
        var other = await Store.ListPendingAsync(new Bucket((byte)(bucket.Number + 1)), Token).ToListAsync(Token);

        Assert.Equal(["8:acs:mine", "8:acs:theirs"], listed.Select(row => row.CommunicationUserId).Order());
        Assert.Empty(other);
    }

    [Fact]
    public async Task Mapped_rows_are_listed_by_a_last_token_strictly_before_the_instant()
    {
        var (user, neighbour) = Neighbours();
        var before = StoredRows.Mapped(user, "8:acs:one", Noon.AddMilliseconds(-1));
        await CommitAsync(new RowChange.Insert(before), new RowChange.Insert(StoredRows.Mapped(neighbour, "8:acs:two", Noon)));

        var listed = await Store.ListMappedAsync(before.Key.Bucket, Noon, DateTimeOffset.UnixEpoch, Token).ToListAsync(Token);

        Assert.Equal(before, Assert.Single(listed) with { ETag = default });
        Assert.Equal(2, await Store.ListMappedAsync(before.Key.Bucket, Noon.AddMilliseconds(1), DateTimeOffset.UnixEpoch, Token).CountAsync(Token));
    }

    [Fact]
    public async Task Everything_that_names_an_identity_is_listed_bucket_by_bucket_and_no_fence()
    {
        var (user, neighbour, other) = (Users.In(new Bucket(0x11)), Users.In(new Bucket(0x11)), Users.In(new Bucket(0x10)));
        var range = BucketRange.From(new Bucket(0x10), 0x20);
        await CommitAsync(
            new RowChange.Insert(StoredRows.Mapped(user, "8:acs:current", DateTimeOffset.UnixEpoch)),
            new RowChange.Insert(StoredRows.PendingRevocation(user, "8:acs:revoked", Noon)),
            new RowChange.Insert(StoredRows.PendingDeletion(neighbour, "8:acs:retired", Noon)),
            new RowChange.Insert(StoredRows.Fence(neighbour, Noon)));
        await CommitAsync(new RowChange.Insert(StoredRows.Mapped(other, "8:acs:elsewhere", Noon)));

        var here = await Store.ListIdentitiesAsync(UserKey.Of(user).Bucket, Token).ToListAsync(Token);
        var everywhere = await Store.ListIdentitiesAsync(range, Token).ToListAsync(Token);

        Assert.Equal(["8:acs:current", "8:acs:retired", "8:acs:revoked"], here.Select(Named).Order(StringComparer.Ordinal));
        Assert.Equal(4, everywhere.Count);
        Assert.Equal(everywhere.Select(row => row.Key.Bucket.Number).Order(), everywhere.Select(row => row.Key.Bucket.Number));

        static string? Named(StoredRow row) => row is PendingAction pending ? pending.CommunicationUserId : ((UserRow)row).CommunicationUserId;
    }

    [Fact]
    public async Task Fences_are_never_listed_as_mapped_nor_mapped_rows_as_fences()
    {
        var (user, neighbour) = Neighbours();
        var mapped = StoredRows.Mapped(user, "8:acs:one", Noon.AddDays(-100));
        var fence = StoredRows.Fence(neighbour, Noon.AddDays(-100));
        await CommitAsync(new RowChange.Insert(mapped), new RowChange.Insert(fence));

        Assert.Equal(mapped, Assert.Single(await Store.ListMappedAsync(mapped.Key.Bucket, Noon, DateTimeOffset.UnixEpoch, Token).ToListAsync(Token)) with { ETag = default });
        Assert.Equal(fence, Assert.Single(await Store.ListFencesAsync(mapped.Key.Bucket, Noon, Token).ToListAsync(Token)) with { ETag = default });
        Assert.Empty(await Store.ListFencesAsync(mapped.Key.Bucket, fence.FencedOn!.Value, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Several_buckets_are_listed_one_after_the_other_and_none_beside_them()
    {
        var users = new byte[] { 0x2f, 0x10, 0x2e, 0x0f, 0x30 }.Select(number => Users.In(new Bucket(number))).ToArray();
        foreach (var user in users)
        {
            await CommitAsync(
                new RowChange.Insert(StoredRows.PendingDeletion(user, "8:acs:old", Noon)),
                new RowChange.Insert(StoredRows.Mapped(user, "8:acs:current", Noon)),
                new RowChange.Insert(StoredRows.Fence(Users.In(UserKey.Of(user).Bucket), Noon)));
        }

        var range = BucketRange.From(new Bucket(0x10), 0x20);
        UserKey[] inside = [UserKey.Of(users[1]), UserKey.Of(users[2]), UserKey.Of(users[0])];

        Assert.Equal(inside, (await Store.ListPendingAsync(range, Token).ToListAsync(Token)).Select(row => row.Key));
        Assert.Equal(inside, (await Store.ListMappedAsync(range, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch, Token).ToListAsync(Token)).Select(row => row.Key));
        Assert.Equal(inside, (await Store.ListMappedSinceAsync(range, DateTimeOffset.UnixEpoch, Token).ToListAsync(Token)).Select(row => row.Key));
        Assert.Equal(inside.Select(key => key.Bucket), (await Store.ListFencesAsync(range, DateTimeOffset.MaxValue, Token).ToListAsync(Token)).Select(row => row.Key.Bucket));
    }

    [Fact]
    public async Task A_list_of_more_than_a_page_is_whole_though_rows_are_removed_under_it()
    {
        var user = Users.New();
        var key = UserKey.Of(user);
        var changes = Enumerable.Range(0, MoreThanAPage).Select(RowChange (number) => new RowChange.Insert(StoredRows.PendingDeletion(user, $"8:acs:{number}", Noon)));
        foreach (var chunk in changes.Chunk(TransactionLimit))
        {
            Assert.Equal(WriteOutcome.Done, await CommitAsync(chunk));
        }

        Assert.Equal(MoreThanAPage, (await Store.ListPendingAsync(key, Token)).Count);

        var seen = new HashSet<string>();
        await foreach (var row in Store.ListPendingAsync(key.Bucket, Token))
        {
            seen.Add(row.CommunicationUserId);
            if (seen.Count <= TransactionLimit)
            {
                await CommitAsync(new RowChange.Remove(row));
            }
        }

        Assert.Equal(MoreThanAPage, seen.Count);
        Assert.Equal(MoreThanAPage - TransactionLimit, await Store.ListPendingAsync(key.Bucket, Token).CountAsync(Token));
    }

    /// <summary>Two users of one bucket.</summary>
    private static (AcsFunctions.Identities.UserId User, AcsFunctions.Identities.UserId Neighbour) Neighbours()
    {
        var user = Users.New();
        return (user, Users.In(UserKey.Of(user).Bucket));
    }
}
