using System.Net;
using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Testing;
using AcsFunctions.Testing.Identities;
using AcsFunctions.Tests.Acs;
using AcsFunctions.Tests.Identities;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Tests;

/// <summary>A connection that is reset as soon as it is made is tried again wherever one that is refused would be, and nowhere else.</summary>
public sealed class AzureTransportTests
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly AcsTokenRequest TokenRequest = new(["chat"], TimeSpan.FromHours(1));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_asked_for_again()
    {
        var handler = new ScriptedHandler(ScriptedHandler.ResetAtOnce, ScriptedHandler.Json(HttpStatusCode.OK, """{"token":"secret-token","expiresOn":"2026-07-02T12:00:00Z"}"""));

        var issued = await Acs(handler).IssueAsync("8:acs:one", TokenRequest, Token);

        Assert.Equal(("secret-token", 2), (issued.Value?.Value, handler.Asked.Count));
    }

    [Fact]
    public async Task A_creation_is_not_sent_again()
    {
        var handler = new ScriptedHandler(ScriptedHandler.ResetAtOnce);

        var refusal = (await Acs(handler).CreateAsync(null, Token)).Refusal;

        Assert.Equal((AcsRefusalKind.Unavailable, 1), (refusal?.Kind, handler.Asked.Count));
    }

    [Fact]
    public async Task A_row_is_read_again()
    {
        var handler = new ScriptedHandler(
            ScriptedHandler.ResetAtOnce, ScriptedHandler.Json(HttpStatusCode.NotFound, """{"odata.error":{"code":"ResourceNotFound","message":{"value":"None."}}}""", ("x-ms-error-code", "ResourceNotFound")));

        var row = await Store(handler).ReadAsync(UserKey.Of(Users.New()), Token);

        Assert.Equal((null, 2), (row, handler.Asked.Count));
    }

    [Fact]
    public async Task A_write_that_is_to_be_sent_once_is_and_its_outcome_stays_unknown()
    {
        var handler = new ScriptedHandler(ScriptedHandler.ResetAtOnce);

        var outcome = await Store(handler).CommitAsync([new RowChange.Insert(StoredRows.Mapped(Users.New(), "8:acs:one", Noon))], Delivery.Once, Token);

        Assert.Equal((WriteOutcome.Unknown, 1), (outcome, handler.Asked.Count));
    }

    [Fact]
    public void The_service_uses_it()
    {
        var services = new ServiceCollection().AddAcsFunctions(new ConfigurationBuilder().Build());

        Assert.Same(AzureTransport.Shared, Assert.Single(services, service => service.ServiceType == typeof(HttpPipelineTransport)).ImplementationInstance);
    }

    private static AzureTransport Over(HttpMessageHandler handler) => new(new HttpClientTransport(new HttpClient(handler)));

    private static AcsIdentities Acs(HttpMessageHandler handler) => new(
        new AcsClient(Options.Create(new AcsOptions { ConnectionString = "endpoint=https://name.communication.azure.com;accesskey=a2V5" }), new AzureCredential(), Over(handler)),
        NullLogger<AcsIdentities>.Instance);

    private static TableIdentityStore Store(HttpMessageHandler handler) => AzuriteTables.Store(new IdentityTable(
        Options.Create(new IdentityStoreOptions { ConnectionString = "DefaultEndpointsProtocol=https;AccountName=name;AccountKey=a2V5" }), new AzureCredential(), Over(handler)));
}
