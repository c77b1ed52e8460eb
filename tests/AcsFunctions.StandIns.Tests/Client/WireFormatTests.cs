using Azure.Communication;
using Azure.Communication.Identity;
using static Azure.Communication.Identity.CommunicationIdentityClientOptions;

namespace AcsFunctions.StandIns.Tests.Client;

public sealed class WireFormatTests
{
    private const string EncodedId = "8%3Aacs%3A2dee53b4-368b-45b4-ab52-8493fb117652_00000005-14a2-493b-8a72-5a3a0d000081";

    private readonly ScriptedService service = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("CreateUser", "POST", "/identities", "{}")]
    [InlineData("CreateUserAndToken", "POST", "/identities", """{"createTokenWithScopes":["chat"]}""")]
    [InlineData("GetToken", "POST", $"/identities/{EncodedId}/:issueAccessToken", """{"scopes":["chat"]}""")]
    [InlineData("GetTokenForTeamsUser", "POST", "/teamsUser/:exchangeAccessToken", """{"token":"entra","appId":"app","userId":"user"}""")]
    [InlineData("RevokeTokens", "POST", $"/identities/{EncodedId}/:revokeAccessTokens", "")]
    [InlineData("DeleteUser", "DELETE", $"/identities/{EncodedId}", "")]
    public async Task An_operation_has_its_method_path_and_body_in_both_styles(string operation, string method, string path, string body)
    {
        foreach (var style in Enum.GetValues<CallStyle>())
        {
            await service.Succeeds(operation).Client().Send(operation, style, Cancel);
        }

        Assert.Equal(2, service.Requests.Count);
        Assert.All(service.Requests, request =>
        {
            Assert.Equal(method, request.Method);
            Assert.Equal($"{path}?api-version=2023-10-01", request.Target);
            Assert.Equal(body, request.Text);
        });
    }

    [Theory]
    [MemberData(nameof(Calls.Names), MemberType = typeof(Calls))]
    public async Task An_operation_says_what_it_accepts_sends_and_is_called(string operation)
    {
        await service.Succeeds(operation).Client().Send(operation, CallStyle.Asynchronous, Cancel);

        var headers = Assert.Single(service.Requests).Headers;
        Assert.Equal("application/json", headers["Accept"]);
        Assert.True(Guid.TryParse(headers["x-ms-client-request-id"], out _));
        Assert.Equal("true", headers["x-ms-return-client-request-id"]);
        Assert.StartsWith("azsdk-net-", headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal(service.Requests[0].Body.Length > 0, headers.ContainsKey("Content-Type"));
    }

    [Theory]
    [InlineData(ServiceVersion.V2021_03_07, "2021-03-07")]
    [InlineData(ServiceVersion.V2022_06_01, "2022-06-01")]
    [InlineData(ServiceVersion.V2022_10_01, "2022-10-01")]
    [InlineData(ServiceVersion.V2023_10_01, "2023-10-01")]
    public async Task The_chosen_version_is_asked_for(ServiceVersion version, string sent)
    {
        await service.Succeeds("CreateUser").Client(version: version).CreateUserAsync(Cancel);

        Assert.Equal($"?api-version={sent}", service.Requests[0].Uri.Query);
    }

    [Fact]
    public void An_unknown_version_cannot_be_chosen() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CommunicationIdentityClientOptions((ServiceVersion)5));

    [Theory]
    [InlineData("https://my-resource.communication.azure.com/")]
    [InlineData("https://my-resource.communication.azure.com")]
    public async Task A_slash_at_the_endpoints_end_makes_no_difference(string endpoint)
    {
        await service.Succeeds("DeleteUser").Client(endpoint).DeleteUserAsync(Calls.User, Cancel);

        Assert.Equal($"https://my-resource.communication.azure.com/identities/{EncodedId}?api-version=2023-10-01", service.Requests[0].Uri.AbsoluteUri);
    }

    [Fact]
    public async Task An_id_cannot_reach_another_path()
    {
        var hostile = new CommunicationUserIdentifier("8:acs:a/../b?api-version=1#c d%2F");

        await service.Succeeds("DeleteUser").Client().DeleteUserAsync(hostile, Cancel);

        Assert.Equal("/identities/8%3Aacs%3Aa%2F..%2Fb%3Fapi-version%3D1%23c%20d%252F?api-version=2023-10-01", service.Requests[0].Target);
    }

    [Fact]
    public async Task No_scopes_and_missing_scopes_create_a_user_alone()
    {
        await service.Succeeds("CreateUser").Client().CreateUserAndTokenAsync([], Cancel);
        await service.Succeeds("CreateUser").Client().CreateUserAndTokenAsync(null, Cancel);

        Assert.All(service.Requests, request => Assert.Equal("{}", request.Text));
    }

    [Fact]
    public async Task No_scopes_are_sent_for_the_service_to_refuse_where_it_requires_them()
    {
        await service.Succeeds("GetToken").Client().GetTokenAsync(Calls.User, [], Cancel);

        Assert.Equal("""{"scopes":[]}""", service.Requests[0].Text);
    }

    [Fact]
    public async Task Scopes_keep_their_order_and_their_spelling()
    {
        CommunicationTokenScope[] scopes = [CommunicationTokenScope.VoIPJoin, CommunicationTokenScope.ChatJoinLimited, CommunicationTokenScope.ChatJoin, CommunicationTokenScope.VoIP, "Made.Up"];

        await service.Succeeds("GetToken").Client().GetTokenAsync(Calls.User, scopes, Cancel);

        Assert.Equal("""{"scopes":["voip.join","chat.join.limited","chat.join","voip","Made.Up"]}""", service.Requests[0].Text);
    }

    [Theory]
    [InlineData(60, 60)]
    [InlineData(59.5, 60)]
    [InlineData(60.5, 60)]
    [InlineData(61.5, 62)]
    [InlineData(1440.5, 1440)]
    [InlineData(1, 1)]
    [InlineData(100_000, 100_000)]
    [InlineData(-5, -5)]
    public async Task A_lifetime_is_rounded_to_minutes_and_left_for_the_service_to_judge(double minutes, int sent)
    {
        var lifetime = TimeSpan.FromMinutes(minutes);

        await service.Succeeds("GetToken").Client().GetTokenAsync(Calls.User, [CommunicationTokenScope.Chat], lifetime, Cancel);
        await service.Succeeds("CreateUserAndToken").Client().CreateUserAndTokenAsync([CommunicationTokenScope.Chat], lifetime, Cancel);

        Assert.Equal($$"""{"scopes":["chat"],"expiresInMinutes":{{sent}}}""", service.Requests[0].Text);
        Assert.Equal($$"""{"createTokenWithScopes":["chat"],"expiresInMinutes":{{sent}}}""", service.Requests[1].Text);
    }

    [Fact]
    public async Task No_lifetime_is_sent_for_the_default_one()
    {
        await service.Succeeds("GetToken").Client().GetTokenAsync(Calls.User, [CommunicationTokenScope.Chat], TimeSpan.Zero, Cancel);

        Assert.Equal("""{"scopes":["chat"]}""", service.Requests[0].Text);
    }
}
