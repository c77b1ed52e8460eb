using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Identities;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Tests.Identities;

/// <summary>How often a write is put on the wire when storage gives no answer.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private readonly WebApplication service;
    private int requests;

    public DeliveryTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        service = builder.Build();
        service.Urls.Add("http://127.0.0.1:0");
        service.Run(context =>
        {
            Interlocked.Increment(ref requests);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        });
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await service.StartAsync(Token);

    public ValueTask DisposeAsync() => service.DisposeAsync();

    [Theory]
    [InlineData(Delivery.Once, 1)]
    [InlineData(Delivery.Repeated, 3)]
    public async Task A_claim_is_sent_once_and_other_writes_as_often_as_configured(Delivery delivery, int expected)
    {
        var row = StoredRows.Mapped(Users.New(), "8:acs:one", DateTimeOffset.UnixEpoch.AddYears(60));

        var outcome = await Store().CommitAsync([new RowChange.Insert(row)], delivery, Token);

        Assert.Equal(WriteOutcome.Unknown, outcome);
        Assert.Equal(expected, requests);
    }

    [Fact]
    public async Task A_read_is_repeated_and_then_fails()
    {
        await Assert.ThrowsAsync<IdentityStoreException>(() => Store().ReadAsync(UserKey.Of(Users.New()), Token));

        Assert.Equal(3, requests);
    }

    private TableIdentityStore Store() => AzuriteTables.Store(AzuriteTables.Table(
        $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=a2V5;TableEndpoint={service.Urls.Single()}/devstoreaccount1;", "Table"));
}
