using Azure.Communication.Identity;

namespace AcsFunctions.StandIns.Tests.Client;

public sealed class ConnectionStringTests
{
    [Theory]
    [InlineData($"endpoint={Clients.Endpoint}/;accesskey={Clients.Key}")]
    [InlineData($"endpoint={Clients.Endpoint};accesskey={Clients.Key};")]
    [InlineData($"accesskey={Clients.Key};endpoint={Clients.Endpoint}")]
    [InlineData($"EndPoint={Clients.Endpoint};AccessKey={Clients.Key}")]
    [InlineData($" endpoint = {Clients.Endpoint} ; accesskey = {Clients.Key} ")]
    [InlineData($"endpoint={Clients.Endpoint};unknown=1;accesskey={Clients.Key}")]
    public async Task Parts_are_found_by_name(string connectionString)
    {
        var service = new ScriptedService().Succeeds("CreateUser");
        var client = new CommunicationIdentityClient(connectionString, Clients.Options(service.Transport));

        await client.CreateUserAsync(TestContext.Current.CancellationToken);

        var request = Assert.Single(service.Requests);
        Assert.Equal("my-resource.communication.azure.com", request.Uri.Authority);
        Assert.Equal(HmacSignature.Of(request, Clients.Key), request.Headers["Authorization"]);
    }

    [Theory]
    [InlineData($"accesskey={Clients.Key}")]
    [InlineData($"endpoint={Clients.Endpoint}")]
    [InlineData($"endpoint={Clients.Endpoint};accesskey=")]
    [InlineData($"endpoint={Clients.Endpoint};=x;accesskey={Clients.Key}")]
    [InlineData($"endpoint={Clients.Endpoint};;accesskey={Clients.Key}")]
    [InlineData($";endpoint={Clients.Endpoint};accesskey={Clients.Key}")]
    [InlineData($"endpoint={Clients.Endpoint};accesskey={Clients.Key};accesskey={Clients.Key}")]
    [InlineData("no connection string at all")]
    [InlineData(";")]
    public void A_malformed_one_is_refused_without_repeating_the_key(string connectionString)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => new CommunicationIdentityClient(connectionString));

        Assert.DoesNotContain(Clients.Key, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_endpoint_that_is_no_address_is_refused() =>
        Assert.Throws<UriFormatException>(() => new CommunicationIdentityClient($"endpoint=nowhere;accesskey={Clients.Key}"));
}
