using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Identities;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Tests.Identities;

/// <summary>A start that creates the table where there is none.</summary>
public sealed class IdentityTableCreationTests(AzuriteTables tables)
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_table_has_nothing_to_walk_over_and_a_later_start_says_nothing_of_what_was_walked_over()
    {
        var table = tables.AbsentTable();
        await StartAsync(table, Noon);
        var first = await AzuriteTables.Store(table).ReadIndexWalkAsync(Token);

        await StartAsync(table, Noon.AddDays(3));

        Assert.Equal(IndexWalk.Completed(Noon), first);
        Assert.Equal(first, await AzuriteTables.Store(table).ReadIndexWalkAsync(Token));
    }

    [Fact]
    public async Task A_table_that_an_earlier_version_filled_is_not_taken_for_walked_over()
    {
        var table = await tables.NewTableAsync(Token);
        await AzuriteTables.Store(table).CommitAsync([new RowChange.Insert(StoredRows.Mapped(Users.New(), "8:acs:one", Noon))], Delivery.Repeated, Token);

        await StartAsync(table, Noon);

        Assert.Null(await AzuriteTables.Store(table).ReadIndexWalkAsync(Token));
    }

    private static Task StartAsync(IdentityTable table, DateTimeOffset now) => new IdentityTableCreation(
        table, AzuriteTables.Store(table), Options.Create(new IdentityStoreOptions { CreateTable = true }), new FakeTimeProvider(now)).StartingAsync(Token);
}
