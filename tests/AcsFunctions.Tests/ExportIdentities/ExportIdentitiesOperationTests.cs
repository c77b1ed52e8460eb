using AcsFunctions.ExportIdentities;
using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Identities;
using AcsFunctions.Tests.Identities;
using Azure.Data.Tables;

namespace AcsFunctions.Tests.ExportIdentities;

public sealed class ExportIdentitiesOperationTests(AzuriteTables tables)
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_that_this_service_did_not_write_cannot_hold_up_the_others_of_their_page()
    {
        var table = await tables.NewTableAsync(Token);
        var log = new RecordingLogger<ExportIdentitiesOperation>();
        var good = StoredRows.Mapped(Users.New(), "8:acs:good", Noon);
        await AzuriteTables.Store(table).CommitAsync([new RowChange.Insert(good)], Delivery.Repeated, Token);
        var odd = UserKey.Of(Users.New());
        await table.Repeated.AddEntityAsync(new TableEntity("00", "user-x") { ["CommunicationUserId"] = "8:acs:odd" }, Token);
        await table.Repeated.AddEntityAsync(new TableEntity("00", "retired-by-hand"), Token);
        await table.Repeated.AddEntityAsync(
            new TableEntity(odd.Bucket.PartitionKey, odd.UserRowKey) { ["CommunicationUserId"] = "8:acs:odd", ["LastTokenOn"] = "noon" }, Token);

        var page = await new ExportIdentitiesOperation(table, log).ExecuteAsync(after: null, Token);

        var identity = Assert.Single(page.Value!.Identities);
        Assert.Equal(("8:acs:good", good.Key.Hash, false), (identity.CommunicationUserId, identity.UserHash, identity.IsRetired));
        Assert.Equal(
            new[] { "Row retired-by-hand", $"Row {odd.UserRowKey}", "Row user-x" }.Order(StringComparer.Ordinal),
            log.Lines.Select(line => string.Join(' ', line.Split(' ')[2..4])).Order(StringComparer.Ordinal));
        Assert.All(log.Lines, line => Assert.StartsWith("Error 1502 ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void An_exported_identity_cannot_print_its_user()
    {
        var identity = new ExportedIdentity("8:acs:one", "hash", "someone@example.com", IsRetired: false, Noon, Noon, RetiredOn: null, TokensValidFrom: null, DeleteOn: null);

        var printed = $"{identity} {new ExportPage([identity], After: null)}";

        Assert.DoesNotContain("someone", printed, StringComparison.Ordinal);
        Assert.Contains("mapped identity of hash", printed, StringComparison.Ordinal);
    }
}
