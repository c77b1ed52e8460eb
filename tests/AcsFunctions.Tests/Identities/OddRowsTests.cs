using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Jobs;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Acs;
using AcsFunctions.Testing.Identities;
using AcsFunctions.Sweeps;
using AcsFunctions.WindDown;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AcsFunctions.Tests.Identities;

/// <summary>Rows that somebody wrote by hand, or with a script: whoever they are about is not shut out for good, and no identity is lost sight of.</summary>
public sealed class OddRowsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly AcsTokenRequest Wanted = new(["chat"], TimeSpan.FromHours(1));

    private readonly AzuriteTables tables;
    private readonly FakeTimeProvider clock = new(Noon);
    private readonly InMemoryAcs acs;
    private readonly UserId user = Users.New();
    private IdentityTable table = null!;

    public OddRowsTests(AzuriteTables tables)
    {
        this.tables = tables;
        acs = new(clock);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TableIdentityStore Store => AzuriteTables.Store(table);

    private IdentityRegistry Registry => Registries.Over(Store, acs, clock);

    public async ValueTask InitializeAsync() => table = await tables.NewTableAsync(Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static TheoryData<string, DateTimeOffset?> Instants => new()
    {
        { "CreatedOn", DateTimeOffset.MaxValue },
        { "CreatedOn", null },
        { "LastTokenOn", DateTimeOffset.MaxValue },
        { "LastTokenOn", null },
        { "TokensValidFrom", DateTimeOffset.MaxValue },
        { "TokensValidFrom", new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero) },
        { "FencedOn", DateTimeOffset.MaxValue },
        { "DeleteOn", DateTimeOffset.MaxValue },
    };

    [Theory]
    [MemberData(nameof(Instants))]
    public async Task Whatever_an_instant_says_a_back_end_gets_tokens_and_ends_sessions_and_deletes(string column, DateTimeOffset? instant)
    {
        var identity = acs.Add();
        await AddAsync(user, identity, row => Set(row, column, instant));

        var byKey = await Registry.IssueAsync(user, Session.Trusted, Wanted, Token);
        var bySession = await Registry.IssueAsync(user, Sessions.From(Noon), Wanted, Token);
        var undated = await Registry.IssueAsync(user, Sessions.Undated, Wanted, Token);
        var revoked = await Registry.RevokeAsync(user, Session.Trusted, Token);
        var again = await Registry.RevokeAsync(user, Session.Trusted, Token);
        var deleted = await Registry.DeleteAsync(user, Session.Trusted, Token);

        Assert.Equal(identity, byKey.Value?.CommunicationUserId);
        // Sessions that were ended for ever stay ended.
        Assert.Equal(column == "TokensValidFrom" ? RefusalReason.ReauthenticationRequired : null, bySession.Refusal?.Reason);
        Assert.Equal(column == "TokensValidFrom" ? RefusalReason.ReauthenticationRequired : null, undated.Refusal?.Reason);
        Assert.Equal((false, false, false), (revoked.IsRefused, again.IsRefused, deleted.IsRefused));
        Assert.False(acs.IsAlive(identity));
    }

    [Fact]
    public async Task What_is_missing_of_a_mapped_row_is_written_with_the_next_token()
    {
        await AddAsync(user, acs.Add(), row => row.Remove("LastTokenOn"));

        await Registry.IssueAsync(user, Session.Trusted, Wanted, Token);

        Assert.Equal(Noon, (await table.Repeated.GetEntityAsync<TableEntity>(Key.Bucket.PartitionKey, Key.UserRowKey, cancellationToken: Token)).Value.GetDateTimeOffset("LastTokenOn"));
    }

    [Fact]
    public async Task A_row_that_does_not_say_at_all_when_it_was_created_makes_no_sense()
    {
        await AddAsync(user, acs.Add(), row =>
        {
            row.Remove("CreatedOn");
            row.Remove("LastTokenOn");
        });

        var unreadable = await Assert.ThrowsAsync<IdentityStoreException>(() => Store.ReadAsync(Key, Token));

        Assert.True(unreadable.IsRowMalformed);
    }

    [Fact]
    public async Task A_wind_down_finds_what_no_clean_up_would_and_is_not_complete_beside_a_row_that_it_cannot_read()
    {
        var (undated, eternal, unreadable) = (acs.Add(), acs.Add(), acs.Add());
        await AddAsync(user, undated, row => row.Remove("LastTokenOn"));
        await AddAsync(Users.New(), eternal, row => row["LastTokenOn"] = DateTimeOffset.MaxValue);
        var odd = Users.In(Key.Bucket);
        await AddAsync(odd, unreadable, row => row["LastTokenOn"] = "yesterday");

        var withIt = await WindDownAsync();
        await table.Repeated.DeleteEntityAsync(UserKey.Of(odd).Bucket.PartitionKey, UserKey.Of(odd).UserRowKey, cancellationToken: Token);
        var without = await WindDownAsync();

        Assert.Equal((false, 2L), (withIt.Complete, withIt.Deleted));
        Assert.Equal((false, false), (acs.IsAlive(undated), acs.IsAlive(eternal)));
        Assert.True(without.Complete);
    }

    private UserKey Key => UserKey.Of(user);

    private async Task<WindDownReport> WindDownAsync()
    {
        var options = Options.Create(new CleanUpOptions { Schedule = "0 17 * * * *" });
        var sweeper = new Sweeper(Registry, options, Options.Create(new AcsQuotaOptions()), TimeProvider.System, NullLogger<Sweeper>.Instance);
        var work = new WindDownJob(new WindDownOperation(Store, sweeper, TimeProvider.System), options);
        var job = Job.Request(JobKind.WindDown, dryRun: false, Noon);
        for (var step = await work.WorkAsync(job, Token); ; step = await work.WorkAsync(job with { Report = step.Report }, Token))
        {
            if (step.IsLast)
            {
                return System.Text.Json.JsonSerializer.Deserialize(step.Report, WindDownReportJson.Default.WindDownReport)!;
            }
        }
    }

    private async Task AddAsync(UserId whose, string identity, Action<TableEntity> change)
    {
        var row = TableRows.ToEntity(StoredRows.Mapped(whose, identity, Noon.AddDays(-2)));
        change(row);
        await table.Repeated.AddEntityAsync(row, Token);
    }

    private static void Set(TableEntity row, string column, DateTimeOffset? instant)
    {
        if (instant is null)
        {
            row.Remove(column);
        }
        else
        {
            row[column] = instant;
        }
    }
}
