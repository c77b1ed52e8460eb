using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Compatibility;

/// <summary>What front-ends that were written for ACS samples send, and read from the answer.</summary>
public sealed class DropInTests(DropInFixture fixture) : IClassFixture<DropInFixture>
{
    private TestStack Stack => fixture.Stack;

    [Fact]
    public async Task The_calling_hero_gets_a_token_for_the_scope_in_the_query()
    {
        var answer = await Stack.AsAsync(NewSession(), HttpMethod.Get, "api/token?scope=voip");

        AssertToken(answer, "voip");
        Assert.Equal(answer.Identity, answer.Json.GetProperty("user").GetProperty("communicationUserId").GetString());
    }

    [Fact]
    public async Task The_calling_hero_gets_a_token_for_the_scopes_in_the_body() =>
        AssertToken(await Stack.AsAsync(NewSession(), HttpMethod.Post, "api/token", """{"scope":"chat,voip"}"""), "chat", "voip");

    [Fact]
    public async Task The_chat_hero_gets_a_token_by_post() =>
        AssertToken(await Stack.AsAsync(NewSession(), HttpMethod.Post, "api/token?scope=chat"), "chat");

    [Fact]
    public async Task The_heroes_refresh_the_token_of_the_caller_s_own_identity()
    {
        var session = NewSession();
        var first = await Stack.AsAsync(session, HttpMethod.Get, "api/token?scope=chat");

        var refreshed = await Stack.AsAsync(session, HttpMethod.Post, $"api/refreshToken/{Uri.EscapeDataString(first.Identity)}");

        AssertToken(refreshed, "chat", "voip");
        Assert.Equal(first.Identity, refreshed.Identity);
        Assert.NotEqual(first.Token, refreshed.Token);
    }

    [Fact]
    public async Task A_key_for_the_host_may_stand_in_the_query_as_in_the_Learn_tutorial() =>
        AssertToken(await Stack.AsAsync(NewSession(), HttpMethod.Get, "api/Function?code=key&clientId=default"), "chat", "voip");

    [Fact]
    public async Task The_heroes_read_the_address_of_the_ACS_resource_as_text()
    {
        var answer = await Stack.AsAsync(NewSession(), HttpMethod.Get, "api/getEndpointUrl");

        answer.Is(HttpStatusCode.OK);
        Assert.Equal("text/plain", answer.Message.Content.Headers.ContentType?.MediaType);
        // What chat's signalling asks for is this and a path that begins with a slash.
        Assert.Equal(new Uri(Stack.Acs.Endpoint, "/chat/config"), new Uri(answer.Body + "/chat/config"));
    }

    [Fact]
    public async Task Virtual_visits_and_the_phone_heroes_get_a_token_with_status_200()
    {
        var answer = await Stack.AsAsync(NewSession(), HttpMethod.Get, "api/token");

        AssertToken(answer, "chat", "voip");
        Assert.True(DateTimeOffset.TryParse(answer.Text("expiresOn"), out _));
    }

    [Fact]
    public async Task The_authentication_hero_makes_reads_and_deletes_its_user()
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);

        var before = await Stack.AsAsync(session, HttpMethod.Get, "api/user");
        var created = await Stack.AsAsync(session, HttpMethod.Post, "api/user");
        var again = await Stack.AsAsync(session, HttpMethod.Post, "api/user");
        var read = await Stack.AsAsync(session, HttpMethod.Get, "api/user");
        var deleted = await Stack.AsAsync(session, HttpMethod.Delete, "api/user");
        var after = await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Get, "api/user");

        before.IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        var identity = created.Is(HttpStatusCode.Created).Text("acsUserIdentity");
        Assert.Equal(identity, again.Is(HttpStatusCode.OK).Text("acsUserIdentity"));
        Assert.Equal(identity, read.Is(HttpStatusCode.OK).Text("acsUserIdentity"));
        deleted.Is(HttpStatusCode.NoContent);
        after.IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        Assert.Null(Stack.Acs.Inspection.FindIdentity(identity));
    }

    [Fact]
    public async Task The_authentication_hero_s_minimal_client_finds_the_id_of_its_user()
    {
        var answer = await Stack.AsAsync(NewSession(), HttpMethod.Get, "api/token");

        Assert.Equal(answer.Identity, answer.Json.GetProperty("user").GetProperty("id").GetString());
        Assert.Equal(answer.Identity, answer.Json.GetProperty("user").GetProperty("rawId").GetString());
    }

    [Fact]
    public async Task The_authentication_hero_exchanges_a_Teams_token_that_a_header_holds()
    {
        var session = NewSession();

        var answer = await WithTeamsTokenAsync(session, EntraToken.For(ObjectIdOf(session), TestStack.TeamsClientId, Stack.Clock.GetUtcNow().AddHours(1)));
        var ofAnother = await WithTeamsTokenAsync(session, EntraToken.For(Guid.NewGuid().ToString(), TestStack.TeamsClientId, Stack.Clock.GetUtcNow().AddHours(1)));
        var missing = await Stack.AsAsync(session, HttpMethod.Get, "api/token/teams");

        Assert.NotEmpty(answer.Is(HttpStatusCode.OK).Token);
        Assert.NotEmpty(answer.Text("expiresOn"));
        ofAnother.IsProblem(HttpStatusCode.Forbidden, "teams_user_mismatch");
        missing.IsProblem(HttpStatusCode.BadRequest, "invalid_teams_token");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task The_Learn_tutorial_reads_a_token_and_its_expiry(string method)
    {
        var answer = await Stack.AsAsync(NewSession(), new HttpMethod(method), "api/Function");

        AssertToken(answer, "chat", "voip");
        Assert.NotEmpty(answer.Text("expiresOn"));
    }

    [Theory]
    [InlineData(null, "voip")]
    [InlineData("""{"isJoinOnlyToken":false}""", "voip")]
    [InlineData("""{"isJoinOnlyToken":true}""", "voip.join")]
    public async Task The_web_calling_tutorial_reads_a_nested_token(string? body, string scope)
    {
        var answer = await Stack.AsAsync(NewSession(), HttpMethod.Post, "api/getCommunicationUserToken", body);

        var token = answer.Is(HttpStatusCode.OK).Json.GetProperty("communicationUserToken");
        var verdict = Stack.Acs.Inspection.Validate(token.GetProperty("token").GetString());
        Assert.True(verdict.Valid);
        Assert.Equal([scope], verdict.Scopes);
        Assert.NotEmpty(token.GetProperty("expiresOn").GetString()!);
        Assert.Equal(verdict.Identity, answer.Json.GetProperty("userId").GetProperty("communicationUserId").GetString());
        Assert.Equal(verdict.Identity, token.GetProperty("user").GetProperty("communicationUserId").GetString());
    }

    [Fact]
    public async Task The_web_calling_tutorial_refreshes_the_caller_s_own_token_and_no_other()
    {
        var (mine, others) = (NewSession(), NewSession());
        var own = await Stack.AsAsync(mine, HttpMethod.Get, "api/token");
        var other = await Stack.AsAsync(others, HttpMethod.Get, "api/token");

        var refreshed = await Stack.AsAsync(mine, HttpMethod.Post, "api/getCommunicationUserToken", $$"""{"communicationUserId":"{{own.Identity}}"}""");
        var stolen = await Stack.AsAsync(mine, HttpMethod.Post, "api/getCommunicationUserToken", $$"""{"communicationUserId":"{{other.Identity}}"}""");

        Assert.Equal(own.Identity, refreshed.Is(HttpStatusCode.OK).Json.GetProperty("userId").GetProperty("communicationUserId").GetString());
        stolen.IsProblem(HttpStatusCode.Forbidden, "not_your_identity");
    }

    [Fact]
    public async Task Nobody_can_refresh_the_token_of_another_s_identity()
    {
        var (mine, others) = (NewSession(), NewSession());
        await Stack.AsAsync(mine, HttpMethod.Get, "api/token");
        var other = await Stack.AsAsync(others, HttpMethod.Get, "api/token");
        var path = $"api/refreshToken/{Uri.EscapeDataString(other.Identity)}";
        var tokensBefore = Stack.Acs.Inspection.FindIdentity(other.Identity)!.TokensIssued;

        var stolen = await Stack.AsAsync(mine, HttpMethod.Post, path);
        var tokensAfter = Stack.Acs.Inspection.FindIdentity(other.Identity)!.TokensIssued;
        var control = await Stack.AsAsync(others, HttpMethod.Post, path);

        stolen.IsProblem(HttpStatusCode.Forbidden, "not_your_identity");
        Assert.Equal(tokensBefore, tokensAfter);
        control.Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("8:acs:00000000-0000-0000-0000-000000000000_00000000-0000-0000-0000-000000000000")]
    [InlineData("undefined")]
    public async Task Refreshing_an_identity_that_is_not_there_makes_none(string identity)
    {
        var user = TestStack.NewUser();

        var answer = await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Post, $"api/refreshToken/{Uri.EscapeDataString(identity)}");

        answer.IsProblem(HttpStatusCode.Forbidden, "not_your_identity");
        Assert.Null(await Stack.FindRowAsync(user));
    }

    [Theory]
    [InlineData("api/token?scopes=voip", null, "invalid_query", HttpStatusCode.BadRequest)]
    [InlineData("api/token?scope=voip&scop=chat", null, "invalid_query", HttpStatusCode.BadRequest)]
    [InlineData("api/token?voip", null, "invalid_query", HttpStatusCode.BadRequest)]
    [InlineData("api/Function?scopes=voip", null, "invalid_query", HttpStatusCode.BadRequest)]
    [InlineData("api/getCommunicationUserToken?scope=voip", null, "invalid_query", HttpStatusCode.BadRequest)]
    [InlineData("api/refreshToken/8:acs:some?scope=voip", null, "invalid_query", HttpStatusCode.BadRequest)]
    [InlineData("api/token?scope=", null, "invalid_scope", HttpStatusCode.BadRequest)]
    [InlineData("api/token?scope=voip,everything", null, "invalid_scope", HttpStatusCode.BadRequest)]
    [InlineData("api/token?scope=chat", """{"scope":"voip"}""", "invalid_body", HttpStatusCode.BadRequest)]
    [InlineData("api/token", """{"scope":""}""", "invalid_scope", HttpStatusCode.BadRequest)]
    [InlineData("api/token", """{"scopes":["chat"]}""", "invalid_body", HttpStatusCode.BadRequest)]
    [InlineData("api/Function", """{"userId":"another"}""", "invalid_body", HttpStatusCode.BadRequest)]
    [InlineData("api/getCommunicationUserToken", """{"userId":"another"}""", "invalid_body", HttpStatusCode.BadRequest)]
    public async Task A_wish_that_cannot_be_granted_makes_no_token(string path, string? body, string code, HttpStatusCode status)
    {
        var user = TestStack.NewUser();

        var answer = await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Post, path, body);

        answer.IsProblem(status, code);
        Assert.Null(await Stack.FindRowAsync(user));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Nobody_is_served_without_signing_in(string method, string path)
    {
        var identitiesBefore = Stack.Acs.Inspection.IdentityCount;

        var anonymous = await Stack.AnonymouslyAsync(new HttpMethod(method), path);
        var cookie = await Stack.SendAsync(new HttpMethod(method), path, null, request =>
        {
            request.Headers.Add("Cookie", "AppServiceAuthSession=session");
            request.Headers.Add("X-MS-CLIENT-PRINCIPAL", "eyJhdXRoX3R5cCI6ImFhZCIsImNsYWltcyI6W119");
        });

        anonymous.IsProblem(HttpStatusCode.Unauthorized, "authentication_required");
        cookie.IsProblem(HttpStatusCode.Unauthorized, "authentication_required");
        Assert.Equal(identitiesBefore, Stack.Acs.Inspection.IdentityCount);
    }

    [Theory]
    [InlineData("api/token")]
    [InlineData("api/token/teams")]
    [InlineData("api/Function")]
    public async Task A_get_that_mints_takes_no_other_credential_than_a_bearer_token(string path)
    {
        var basic = await Stack.SendAsync(HttpMethod.Get, path, null, request => request.Headers.Authorization = new AuthenticationHeaderValue("Basic", "dXNlcjpwYXNzd29yZA=="));

        basic.IsProblem(HttpStatusCode.Unauthorized, "authentication_required");
    }

    [Fact]
    public async Task A_session_from_before_a_revoke_gets_nothing_more()
    {
        var session = NewSession();
        var identity = (await Stack.AsAsync(session, HttpMethod.Get, "api/token")).Identity;
        (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens/revoke")).Is(HttpStatusCode.NoContent);

        var token = await Stack.AsAsync(session, HttpMethod.Get, "api/token");
        var refreshed = await Stack.AsAsync(session, HttpMethod.Post, $"api/refreshToken/{Uri.EscapeDataString(identity)}");

        var address = await Stack.AsAsync(session, HttpMethod.Get, "api/getEndpointUrl");

        token.IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        refreshed.IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        address.IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
    }

    public static TheoryData<string, string> Routes => new()
    {
        { "GET", "api/token?scope=voip" },
        { "POST", "api/token" },
        { "POST", "api/refreshToken/8:acs:some" },
        { "GET", "api/token/teams" },
        { "POST", "api/user" },
        { "GET", "api/user" },
        { "DELETE", "api/user" },
        { "GET", "api/Function" },
        { "POST", "api/Function" },
        { "POST", "api/getCommunicationUserToken" },
        { "GET", "api/getEndpointUrl" },
    };

    private string NewSession() => Stack.SignIn(TestStack.NewUser());

    private Task<ApiAnswer> WithTeamsTokenAsync(string session, string teamsToken) => Stack.SendAsync(HttpMethod.Get, "api/token/teams", null, request =>
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session);
        request.Headers.Add("teams-user-aad-token", teamsToken);
    });

    private void AssertToken(ApiAnswer answer, params string[] scopes)
    {
        answer.Is(HttpStatusCode.OK);
        var verdict = Stack.Acs.Inspection.Validate(answer.Token);
        Assert.True(verdict.Valid, verdict.Refusal?.ToString());
        Assert.Equal(verdict.Identity, answer.Identity);
        Assert.Equal(scopes, verdict.Scopes);
    }

    private static string ObjectIdOf(string session)
    {
        var payload = System.Buffers.Text.Base64Url.DecodeFromChars(session.Split('.')[1]);
        return JsonSerializer.Deserialize<JsonElement>(payload).GetProperty("oid").GetString()!;
    }
}
