using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Identities;
using Azure;

namespace AcsFunctions.Tests.Identities;

/// <summary>What every identity store keeps to, in memory or on a table service.</summary>
public abstract partial class IdentityStoreContract
{
    protected static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    protected abstract IIdentityStore Store { get; }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_user_without_a_row_is_absent()
    {
        var row = await Store.ReadAsync(UserKey.Of(Users.New()), Token);

        Assert.Null(row);
    }

    [Theory]
    [MemberData(nameof(HostileIds.All), MemberType = typeof(HostileIds))]
    public async Task A_mapped_row_is_read_as_it_was_written(string id)
    {
        var row = StoredRows.Mapped(Users.Named(id), "8:acs:one", Noon) with { TokensValidFrom = Noon.AddMilliseconds(7) };

        var outcome = await CommitAsync(new RowChange.Insert(row));

        var stored = await ReadAsync(row);
        Assert.Equal(WriteOutcome.Done, outcome);
        Assert.Equal(row, stored with { ETag = default });
        Assert.NotEqual(default, stored.ETag);
    }

    [Fact]
    public async Task A_fence_is_read_as_it_was_written()
    {
        var fence = StoredRows.Fence(Users.New(), Noon);

        await CommitAsync(new RowChange.Insert(fence));

        Assert.Equal(fence, await ReadAsync(fence) with { ETag = default });
    }

    [Theory]
    [InlineData("Zoë", "Zoe\u0308")]
    [InlineData("alice", "Alice")]
    [InlineData("alice", "alice ")]
    public async Task Users_who_look_alike_do_not_share_a_row(string one, string other)
    {
        await CommitAsync(new RowChange.Insert(StoredRows.Mapped(Users.Named(one), "8:acs:one", Noon)));

        Assert.Null(await Store.ReadAsync(UserKey.Of(Users.Named(other)), Token));
        Assert.NotNull(await Store.ReadAsync(UserKey.Of(Users.Named(one)), Token));
    }

    [Fact]
    public async Task Inserting_cannot_overwrite()
    {
        var row = await StoredAsync(StoredRows.Mapped(Users.New(), "8:acs:one", Noon));

        var outcome = await CommitAsync(new RowChange.Insert(row with { CommunicationUserId = "8:acs:two" }));

        Assert.Equal(WriteOutcome.Conflict, outcome);
        Assert.Equal(row, await ReadAsync(row));
    }

    [Fact]
    public async Task Only_one_of_many_inserts_at_once_wins()
    {
        var user = Users.New();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(
            number => Task.Run(() => CommitAsync(new RowChange.Insert(StoredRows.Mapped(user, $"8:acs:{number}", Noon))), Token)));

        Assert.Single(outcomes, WriteOutcome.Done);
        Assert.Equal(15, outcomes.Count(outcome => outcome == WriteOutcome.Conflict));
    }

    [Fact]
    public async Task Merging_keeps_the_columns_that_it_does_not_name()
    {
        var row = await StoredAsync(StoredRows.Mapped(Users.New(), "8:acs:one", Noon));

        var outcome = await CommitAsync(new RowChange.Merge(new UserRow { Key = row.Key, ETag = row.ETag, TokensValidFrom = Noon }));

        var merged = await ReadAsync(row);
        Assert.Equal(WriteOutcome.Done, outcome);
        Assert.Equal(row with { TokensValidFrom = Noon, ETag = merged.ETag }, merged);
        Assert.NotEqual(row.ETag, merged.ETag);
    }

    [Fact]
    public async Task Replacing_drops_the_columns_that_it_does_not_name()
    {
        var row = await StoredAsync(StoredRows.Mapped(Users.New(), "8:acs:one", Noon));

        var outcome = await CommitAsync(new RowChange.Replace(row.ToFence(Noon)));

        var fence = await ReadAsync(row);
        Assert.Equal(WriteOutcome.Done, outcome);
        Assert.Equal(row.ToFence(Noon) with { ETag = fence.ETag }, fence);
        Assert.False(fence.IsMapped);
    }

    [Fact]
    public async Task Writing_the_same_again_moves_the_ETag()
    {
        var row = await StoredAsync(StoredRows.Fence(Users.New(), Noon));

        await CommitAsync(new RowChange.Replace(row));

        Assert.NotEqual(row.ETag, (await ReadAsync(row)).ETag);
    }

    [Fact]
    public async Task A_row_that_changed_since_it_was_read_cannot_be_merged_replaced_or_removed()
    {
        var old = await StoredAsync(StoredRows.Mapped(Users.New(), "8:acs:one", Noon));
        await CommitAsync(new RowChange.Merge(old with { LastTokenOn = Noon.AddDays(1) }));
        var current = await ReadAsync(old);

        Assert.Equal(WriteOutcome.Conflict, await CommitAsync(new RowChange.Merge(old)));
        Assert.Equal(WriteOutcome.Conflict, await CommitAsync(new RowChange.Replace(old)));
        Assert.Equal(WriteOutcome.Conflict, await CommitAsync(new RowChange.Remove(old)));

        Assert.Equal(current, await ReadAsync(old));
        Assert.Equal(WriteOutcome.Done, await CommitAsync(new RowChange.Remove(current)));
    }

    [Fact]
    public async Task A_row_that_is_gone_cannot_be_merged_or_replaced()
    {
        var row = await StoredAsync(StoredRows.Fence(Users.New(), Noon));
        await CommitAsync(new RowChange.Remove(row));

        Assert.Equal(WriteOutcome.Conflict, await CommitAsync(new RowChange.Merge(row)));
        Assert.Equal(WriteOutcome.Conflict, await CommitAsync(new RowChange.Replace(row)));
        Assert.Equal(WriteOutcome.Conflict, await CommitAsync(new RowChange.Merge(row with { ETag = ETag.All })));

        Assert.Null(await Store.ReadAsync(row.Key, Token));
    }

    [Fact]
    public async Task Removing_a_row_that_is_gone_is_done()
    {
        var row = await StoredAsync(StoredRows.Fence(Users.New(), Noon));

        Assert.Equal(WriteOutcome.Done, await CommitAsync(new RowChange.Remove(row)));
        Assert.Equal(WriteOutcome.Done, await CommitAsync(new RowChange.Remove(row)));
        Assert.Null(await Store.ReadAsync(row.Key, Token));
    }

    [Fact]
    public async Task Any_ETag_matches_a_row_that_exists()
    {
        var row = await StoredAsync(StoredRows.Mapped(Users.New(), "8:acs:one", Noon));

        Assert.Equal(WriteOutcome.Done, await CommitAsync(new RowChange.Merge(row with { ETag = ETag.All, TokensValidFrom = Noon })));
        Assert.Equal(WriteOutcome.Done, await CommitAsync(new RowChange.Replace(row.ToFence(Noon) with { ETag = ETag.All })));
        Assert.Equal(WriteOutcome.Done, await CommitAsync(new RowChange.Remove(row with { ETag = ETag.All })));
        Assert.Null(await Store.ReadAsync(row.Key, Token));
    }

    [Fact]
    public async Task Upserting_writes_whether_or_not_there_is_a_row()
    {
        var user = Users.New();
        var first = StoredRows.PendingRevocation(user, "8:acs:one", Noon);
        var second = StoredRows.PendingRevocation(user, "8:acs:two", Noon.AddDays(1));

        Assert.Equal(WriteOutcome.Done, await CommitAsync(new RowChange.Upsert(first)));
        Assert.Equal(WriteOutcome.Done, await CommitAsync(new RowChange.Upsert(second)));

        var row = Assert.Single(await Store.ListPendingAsync(first.Key, Token));
        Assert.Equal(second, row with { ETag = default });
    }

    [Fact]
    public async Task A_cancelled_call_throws()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var row = StoredRows.Fence(Users.New(), Noon);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.ReadAsync(row.Key, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.ListPendingAsync(row.Key, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.CommitAsync([new RowChange.Insert(row)], Delivery.Repeated, cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.ReadCursorAsync(cancelled.Token));
    }

    [Fact]
    public async Task The_cursor_begins_at_the_first_bucket_and_is_kept()
    {
        var before = await Store.ReadCursorAsync(Token);

        var outcome = await Store.WriteCursorAsync(new CleanUpCursor(1, 255), Token);

        Assert.Equal(CleanUpCursor.Start, before);
        Assert.Equal(WriteOutcome.Done, outcome);
        Assert.Equal(new CleanUpCursor(1, 255), await Store.ReadCursorAsync(Token));
    }

    protected Task<WriteOutcome> CommitAsync(params RowChange[] changes) => Store.CommitAsync(changes, Delivery.Repeated, Token);

    protected async Task<UserRow> ReadAsync(UserRow row) => await Store.ReadAsync(row.Key, Token) ?? throw new InvalidOperationException("No row.");

    protected async Task<UserRow> StoredAsync(UserRow row)
    {
        Assert.Equal(WriteOutcome.Done, await CommitAsync(new RowChange.Insert(row)));
        return await ReadAsync(row);
    }
}
