using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Identities;
using Azure;
using Azure.Data.Tables;

namespace AcsFunctions.Tests.Identities;

/// <summary>What a table service says besides yes and no is never read as "there is no row".</summary>
public sealed class TableIdentityStoreFailureTests(AzuriteTables tables)
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Changes => ["insert", "upsert", "merge", "replace", "remove", "transaction"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_missing_table_cannot_be_read_as_absent_rows()
    {
        await Cannot_be_read(AzuriteTables.Store(tables.AbsentTable()));
    }

    [Fact]
    public async Task A_service_that_is_down_cannot_be_read_as_absent_rows()
    {
        await Cannot_be_read(AzuriteTables.Store(AzuriteTables.Table(NobodyListens(), "Down", retries: 0)));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_write_to_a_missing_table_has_an_unknown_outcome(string change)
    {
        var outcome = await AzuriteTables.Store(tables.AbsentTable()).CommitAsync(Change(change), Delivery.Repeated, Token);

        Assert.Equal(WriteOutcome.Unknown, outcome);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_write_to_a_service_that_is_down_has_an_unknown_outcome(string change)
    {
        var store = AzuriteTables.Store(AzuriteTables.Table(NobodyListens(), "Down", retries: 0));

        Assert.Equal(WriteOutcome.Unknown, await store.CommitAsync(Change(change), Delivery.Once, Token));
        Assert.Equal(WriteOutcome.Unknown, await store.WriteCursorAsync(CleanUpCursor.Start, Token));
    }

    [Fact]
    public async Task A_malformed_row_hides_no_other_from_the_timer_but_its_user_cannot_be_told_that_all_is_done()
    {
        var table = await tables.NewTableAsync(Token);
        var store = AzuriteTables.Store(table);
        var good = StoredRows.PendingDeletion(Users.New(), "8:acs:good", Noon);
        await store.CommitAsync([new RowChange.Insert(good)], Delivery.Repeated, Token);
        await table.Repeated.AddEntityAsync(new TableEntity(good.Key.Bucket.PartitionKey, "retired-by-hand"), Token);
        await table.Repeated.AddEntityAsync(new TableEntity(good.Key.Bucket.PartitionKey, good.Key.PendingDeletionRowKey("8:acs:bad")), Token);

        var listed = await store.ListPendingAsync(good.Key.Bucket, Token).ToListAsync(Token);

        Assert.Equal(good, Assert.Single(listed) with { ETag = default });
        await Assert.ThrowsAsync<IdentityStoreException>(() => store.ListPendingAsync(good.Key, Token));
    }

    [Fact]
    public async Task Merging_keeps_columns_of_a_later_version()
    {
        var table = await tables.NewTableAsync(Token);
        var store = AzuriteTables.Store(table);
        var row = StoredRows.Mapped(Users.New(), "8:acs:one", Noon);
        await store.CommitAsync([new RowChange.Insert(row)], Delivery.Repeated, Token);
        var (partition, rowKey) = (row.Key.Bucket.PartitionKey, row.RowKey);
        await table.Repeated.UpdateEntityAsync(new TableEntity(partition, rowKey) { ["Later"] = "kept" }, ETag.All, TableUpdateMode.Merge, Token);
        var read = await store.ReadAsync(row.Key, Token);

        await store.CommitAsync([new RowChange.Merge(read! with { LastTokenOn = Noon.AddDays(1) })], Delivery.Repeated, Token);

        var entity = (await table.Repeated.GetEntityAsync<TableEntity>(partition, rowKey, cancellationToken: Token)).Value;
        Assert.Equal("kept", entity.GetString("Later"));
        Assert.Equal(Noon.AddDays(1), entity.GetDateTimeOffset(nameof(UserRow.LastTokenOn)));
    }

    // Port 1 of this machine: reserved, and nobody listens.
    private static string NobodyListens() =>
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/devstoreaccount1;";

    private static RowChange[] Change(string change)
    {
        var row = StoredRows.Mapped(Users.New(), "8:acs:one", Noon) with { ETag = new ETag("W/\"datetime'2026-07-01T12%3A00%3A00.000Z'\"") };
        return change switch
        {
            "insert" => [new RowChange.Insert(row)],
            "upsert" => [new RowChange.Upsert(row)],
            "merge" => [new RowChange.Merge(row)],
            "replace" => [new RowChange.Replace(row)],
            "remove" => [new RowChange.Remove(row)],
            _ => [new RowChange.Replace(row), new RowChange.Insert(new PendingDeletion { Key = row.Key, CommunicationUserId = "8:acs:one", Since = Noon, Reason = DeletionReason.Deleted })],
        };
    }

    private static async Task Cannot_be_read(TableIdentityStore store)
    {
        var key = UserKey.Of(Users.New());

        await Assert.ThrowsAsync<IdentityStoreException>(() => store.ReadAsync(key, Token));
        await Assert.ThrowsAsync<IdentityStoreException>(() => store.ListPendingAsync(key, Token));
        await Assert.ThrowsAsync<IdentityStoreException>(() => store.ListPendingAsync(key.Bucket, Token).ToListAsync(Token).AsTask());
        await Assert.ThrowsAsync<IdentityStoreException>(() => store.ListMappedAsync(key.Bucket, Noon, DateTimeOffset.UnixEpoch, Token).ToListAsync(Token).AsTask());
        await Assert.ThrowsAsync<IdentityStoreException>(() => store.ListFencesAsync(key.Bucket, Noon, Token).ToListAsync(Token).AsTask());
        await Assert.ThrowsAsync<IdentityStoreException>(() => store.ReadCursorAsync(Token));
    }
}
