using System.Globalization;
using System.Net;
using System.Text.Json;
using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.Identities;
using Azure.Data.Tables;

namespace AcsFunctions.EndToEnd.Tests.ExportIdentities;

/// <summary>A map that is larger than a page.</summary>
public sealed class ExportTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private const string Export = "api/keyed/operations/wind-down/export";
    private const int Rows = 2300;

    private TestStack Stack => fixture.Stack;

    [Fact]
    public async Task All_pages_together_name_every_identity_once()
    {
        await FillAsync();

        var pages = new List<JsonElement>();
        string? after = null;
        do
        {
            var page = (await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Get, after is null ? Export : $"{Export}?after={after}")).Is(HttpStatusCode.OK);
            pages.Add(page.Json);
            after = page.Json.TryGetProperty("after", out var next) ? next.GetString() : null;
        }
        while (after is not null);

        var exported = pages.SelectMany(page => page.GetProperty("identities").EnumerateArray()).ToList();
        Assert.True(pages.Count >= 3, $"{pages.Count} pages");
        Assert.Equal(
            Enumerable.Range(0, Rows).Select(Identity).Order(StringComparer.Ordinal),
            exported.Select(row => row.GetProperty("communicationUserId").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(Rows / 10, exported.Count(row => row.GetProperty("retired").GetBoolean()));
        // A page that failed is asked for again.
        var again = (await Stack.WithKeyAsync(Stack.MasterKey, HttpMethod.Get, $"{Export}?after={pages[0].GetProperty("after").GetString()}")).Is(HttpStatusCode.OK);
        Assert.Equal(pages[1].GetProperty("identities").GetRawText(), again.Json.GetProperty("identities").GetRawText());
    }

    private static string Identity(int number) => string.Create(CultureInfo.InvariantCulture, $"8:acs:export_{number:d6}");

    private async Task FillAsync()
    {
        var now = Stack.Clock.GetUtcNow();
        foreach (var bucket in Enumerable.Range(0, Rows).Select(number => ToEntity(number, now)).GroupBy(row => row.PartitionKey))
        {
            await Stack.Table.SubmitTransactionAsync(bucket.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), TestContext.Current.CancellationToken);
        }
    }

    private static TableEntity ToEntity(int number, DateTimeOffset now)
    {
        Assert.True(UserId.TryCreate($"local|export-{number}", out var user));
        var key = UserKey.Of(user);
        return number % 10 == 0
            ? new TableEntity(key.Bucket.PartitionKey, key.PendingDeletionRowKey(Identity(number))) { ["CommunicationUserId"] = Identity(number), ["RetiredOn"] = now, ["Reason"] = "Deleted" }
            : new TableEntity(key.Bucket.PartitionKey, key.UserRowKey) { ["CommunicationUserId"] = Identity(number), ["CreatedOn"] = now, ["LastTokenOn"] = now };
    }
}
