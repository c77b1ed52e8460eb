using Azure;
using Azure.Communication.Identity;
using Azure.Core;

namespace AcsFunctions.StandIns.Tests.Client;

public sealed class ArgumentTests
{
    private static readonly CommunicationTokenScope[] Chat = [CommunicationTokenScope.Chat];

    private readonly ScriptedService service = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_call_can_be_made_for_no_user()
    {
        var client = service.Client();

        await Assert.ThrowsAsync<NullReferenceException>(() => client.GetTokenAsync(null, Chat, Cancel));
        await Assert.ThrowsAsync<NullReferenceException>(() => client.RevokeTokensAsync(null, Cancel));
        await Assert.ThrowsAsync<NullReferenceException>(() => client.DeleteUserAsync(null, Cancel));
        await Assert.ThrowsAsync<NullReferenceException>(() => client.GetTokenForTeamsUserAsync(null, Cancel));
        Assert.Throws<NullReferenceException>(() => client.DeleteUser(null, Cancel));
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task A_token_cannot_be_asked_for_without_scopes()
    {
        var client = service.Client();

        var refused = await Assert.ThrowsAsync<ArgumentNullException>(() => client.GetTokenAsync(Calls.User, null, Cancel));

        Assert.Equal("scopes", refused.ParamName);
        Assert.Empty(service.Requests);
    }

    [Theory]
    [InlineData(null, "app", "user", "token")]
    [InlineData("entra", null, "user", "appId")]
    [InlineData("entra", "app", null, "userId")]
    public async Task A_Teams_token_cannot_be_exchanged_with_a_value_missing(string? token, string? app, string? user, string parameter)
    {
        var options = new GetTokenForTeamsUserOptions(token, app, user);

        var refused = await Assert.ThrowsAsync<ArgumentNullException>(() => service.Client().GetTokenForTeamsUserAsync(options, Cancel));

        Assert.Equal(parameter, refused.ParamName);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task A_lifetime_that_does_not_fit_cannot_be_sent()
    {
        var client = service.Client();

        var refused = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.GetTokenAsync(Calls.User, Chat, TimeSpan.MaxValue, Cancel));

        Assert.Contains("The tokenExpiresIn argument is out of permitted bounds [1,24] hours", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.CreateUserAndTokenAsync(Chat, TimeSpan.MinValue, Cancel));
        Assert.Empty(service.Requests);
    }

    [Fact]
    public void A_client_cannot_be_made_of_nothing()
    {
        var endpoint = new Uri(Clients.Endpoint);

        Assert.Throws<ArgumentNullException>(() => new CommunicationIdentityClient(null));
        Assert.Throws<ArgumentException>(() => new CommunicationIdentityClient(""));
        Assert.Throws<ArgumentNullException>(() => new CommunicationIdentityClient(null, new AzureKeyCredential(Clients.Key)));
        Assert.Throws<ArgumentNullException>(() => new CommunicationIdentityClient(endpoint, (AzureKeyCredential?)null));
        Assert.Throws<ArgumentNullException>(() => new CommunicationIdentityClient(endpoint, (TokenCredential?)null));
    }

    [Fact]
    public async Task A_replacement_for_tests_is_reached_by_the_short_overloads_too()
    {
        var replacement = new ReplacedClient();

        var token = (await replacement.GetTokenAsync(Calls.User, Chat, Cancel)).Value;
        var (user, first) = (await replacement.CreateUserAndTokenAsync(Chat, Cancel)).Value;

        Assert.Equal("replaced", token.Token);
        Assert.Equal((Calls.User, "replaced"), (user, first.Token));
    }
}
