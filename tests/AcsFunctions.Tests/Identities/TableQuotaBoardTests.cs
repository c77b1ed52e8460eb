using AcsFunctions.Identities;

namespace AcsFunctions.Tests.Identities;

/// <summary>What instances tell each other, in a real table.</summary>
public sealed class TableQuotaBoardTests(AzuriteTables tables)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_writes_the_others_read()
    {
        var table = await tables.NewTableAsync(Token);
        TableQuotaBoard one = new(table);
        TableQuotaBoard other = new(table);

        var first = await one.ExchangeAsync("one", [1, 2, 3, 4, 5, 6], Token);
        var second = await other.ExchangeAsync("other", [0, 0, 7, 0, 0, 0], Token);

        Assert.Equal([1, 2, 3, 4, 5, 6], Assert.Single(first).Calls);
        Assert.Equal(["one", "other"], second.Select(row => row.Instance).Order());
        Assert.Equal([0, 0, 7, 0, 0, 0], second.Single(row => row.Instance == "other").Calls);
    }

    [Fact]
    public async Task Each_writing_has_another_version_and_replaces_the_one_before()
    {
        TableQuotaBoard board = new(await tables.NewTableAsync(Token));

        var first = Assert.Single(await board.ExchangeAsync("one", [1, 1, 1, 1, 1, 1], Token));
        var second = Assert.Single(await board.ExchangeAsync("one", [1, 1, 1, 1, 1, 1], Token));

        Assert.NotEqual(first.Version, second.Version);
    }

    [Fact]
    public async Task What_was_left_behind_is_removed_unless_it_was_written_since()
    {
        TableQuotaBoard board = new(await tables.NewTableAsync(Token));
        var left = Assert.Single(await board.ExchangeAsync("gone", [0, 0, 1, 0, 0, 0], Token));
        var old = (await board.ExchangeAsync("alive", [0, 0, 1, 0, 0, 0], Token)).Single(row => row.Instance == "alive");
        await board.ExchangeAsync("alive", [0, 0, 2, 0, 0, 0], Token);

        await board.RemoveAsync(left, Token);
        await board.RemoveAsync(left, Token);
        await board.RemoveAsync(old, Token);

        var rest = await board.ExchangeAsync("me", [0, 0, 0, 0, 0, 0], Token);
        Assert.Equal(["alive", "me"], rest.Select(row => row.Instance).Order());
    }

    [Fact]
    public async Task A_row_of_another_version_counts_for_what_it_says()
    {
        var table = await tables.NewTableAsync(Token);
        await table.Repeated.AddEntityAsync(new Azure.Data.Tables.TableEntity("quota", "newer") { ["Tokens"] = 5, ["Deletions"] = "many", ["Tomorrow"] = 1 }, Token);

        var all = await new TableQuotaBoard(table).ExchangeAsync("me", [0, 0, 0, 0, 0, 0], Token);

        Assert.Equal([0, 0, 5, 0, 0, 0], all.Single(row => row.Instance == "newer").Calls);
    }

    [Fact]
    public async Task Storage_that_gives_no_answer_is_said_to()
    {
        TableQuotaBoard board = new(tables.AbsentTable());

        await Assert.ThrowsAsync<IdentityStoreException>(() => board.ExchangeAsync("one", [0, 0, 0, 0, 0, 0], Token));
    }
}
