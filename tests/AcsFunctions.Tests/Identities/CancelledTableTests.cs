using AcsFunctions.Acs;
using AcsFunctions.ExportIdentities;
using AcsFunctions.Identities;
using AcsFunctions.Jobs;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Identities;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging.Abstractions;

namespace AcsFunctions.Tests.Identities;

/// <summary>The table service drops a call's first attempt, and the second is without an answer when the caller leaves.</summary>
public sealed class CancelledTableTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly ETag Version = new("W/\"datetime'2026-07-01T12%3A00%3A00.000Z'\"");

    private static readonly UserRow Row = StoredRows.Mapped(Users.New(), "8:acs:one", Noon) with { ETag = Version };

    private static readonly Job Job = Job.Request(JobKind.WindDown, dryRun: false, Noon) with { ETag = Version };

    private static readonly Dictionary<string, Func<IdentityTable, CancellationToken, Task>> AllCalls = new()
    {
        ["read"] = (table, token) => Store(table).ReadAsync(Row.Key, token),
        ["look for users"] = (table, token) => Store(table).HasUsersAsync(token),
        ["list of a user"] = (table, token) => Store(table).ListPendingAsync(Row.Key, token),
        ["list"] = (table, token) => Store(table).ListFencesAsync(Row.Key.Bucket, Noon, token).ToListAsync(token).AsTask(),
        ["write"] = (table, token) => Store(table).CommitAsync([new RowChange.Merge(Row)], Delivery.Repeated, token),
        ["removal"] = (table, token) => Store(table).CommitAsync([new RowChange.Remove(Row)], Delivery.Repeated, token),
        ["transaction"] = (table, token) => Store(table).CommitAsync([new RowChange.Merge(Row), new RowChange.Insert(StoredRows.Fence(Users.New(), Noon) with { Key = Row.Key })], Delivery.Repeated, token),
        ["cursor"] = (table, token) => Store(table).WriteCursorAsync(CleanUpCursor.Start, token),
        ["aliases"] = (table, token) => new StoredAliases(table).SampleAsync(token),
        ["quotas"] = (table, token) => new TableQuotaBoard(table).ExchangeAsync("one", [1, 2, 3, 4, 5, 6], token),
        ["removal from the quotas"] = (table, token) => new TableQuotaBoard(table).RemoveAsync(new QuotaDemand("one", Version.ToString(), []), token),
        ["job"] = (table, token) => Jobs(table).ReadAsync(Job.Id, token),
        ["jobs"] = (table, token) => Jobs(table).ListAsync(token),
        ["new job"] = (table, token) => Jobs(table).AddAsync(Job, token),
        ["job's report"] = (table, token) => Jobs(table).UpdateAsync(Job, token),
        ["lease"] = (table, token) => Jobs(table).ExtendAsync(new JobLease(Version), TimeSpan.FromMinutes(1), token),
        ["export"] = (table, token) => new ExportIdentitiesOperation(table, NullLogger<ExportIdentitiesOperation>.Instance).ExecuteAsync(null, token),
    };

    private readonly CancellationTokenSource leaving = new();
    private BusyStorage storage = null!;

    public static TheoryData<string> Calls => [.. AllCalls.Keys];

    public async ValueTask InitializeAsync()
    {
        // Nobody is behind it: no request is passed on.
        storage = await BusyStorage.StartAsync(new Uri("http://127.0.0.1:1"), TestContext.Current.CancellationToken);
        storage.BreaksOff = async aborted =>
        {
            if (storage.Requests > 1)
            {
                await leaving.CancelAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, aborted).ContinueWith(_ => { }, TaskScheduler.Default);
            }

            return true;
        };
    }

    public async ValueTask DisposeAsync()
    {
        await storage.DisposeAsync();
        leaving.Dispose();
    }

    /// <summary>Without this the tests below would prove nothing.</summary>
    [Fact]
    public async Task The_client_library_throws_what_all_attempts_met_and_no_cancellation()
    {
        var read = Table().Repeated.GetEntityAsync<TableEntity>("one", "two", cancellationToken: leaving.Token);

        var thrown = await Assert.ThrowsAsync<AggregateException>(() => read);
        Assert.IsType<RequestFailedException>(thrown.InnerExceptions[0]);
        Assert.IsAssignableFrom<OperationCanceledException>(thrown.InnerExceptions[^1]);
        Assert.Equal(2, storage.Requests);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_cancelled_in_a_repetition_is_cancelled_and_nothing_else(string call)
    {
        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AllCalls[call](Table(), leaving.Token));

        Assert.Equal(leaving.Token, cancelled.CancellationToken);
        Assert.IsType<AggregateException>(cancelled.InnerException);
        Assert.Equal(2, storage.Requests);
    }

    private static TableIdentityStore Store(IdentityTable table) => AzuriteTables.Store(table);

    private static JobTable Jobs(IdentityTable table) => new(table, TimeProvider.System, NullLogger<JobTable>.Instance);

    private IdentityTable Table() => AzuriteTables.Table(
        storage.ConnectionStringOf("DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/devstoreaccount1;"), "Hanging");
}
