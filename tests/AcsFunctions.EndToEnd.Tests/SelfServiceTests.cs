using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests;

/// <summary>What a signed-in user can do for itself.</summary>
public sealed class SelfServiceTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private TestStack Stack => fixture.Stack;

    [Fact]
    public async Task A_first_call_for_a_token_makes_an_identity_and_answers_a_token_that_ACS_accepts()
    {
        var session = Stack.SignIn(TestStack.NewUser());

        var answer = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");

        answer.Is(HttpStatusCode.OK);
        var verdict = Stack.Acs.Inspection.Validate(answer.Token);
        Assert.True(verdict.Valid, verdict.Refusal?.ToString());
        Assert.Equal(verdict.Identity, answer.Identity);
        Assert.Equal(answer.Identity, answer.Text("userId"));
        Assert.Equal(answer.Identity, answer.Json.GetProperty("user").GetProperty("id").GetString());
        Assert.Equal(answer.Identity, answer.Json.GetProperty("user").GetProperty("rawId").GetString());
        Assert.Equal(["chat", "voip"], answer.Json.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
        Assert.Equal(verdict.ExpiresOn!.Value.ToUnixTimeSeconds(), answer.Json.GetProperty("expiresOnTimestamp").GetInt64() / 1000);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", answer.Text("expiresOn"));
    }

    [Fact]
    public async Task Refreshing_answers_another_valid_token_for_the_same_identity()
    {
        var session = Stack.SignIn(TestStack.NewUser());
        var first = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");

        var second = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");

        second.Is(HttpStatusCode.OK);
        Assert.Equal(first.Identity, second.Identity);
        Assert.True(Stack.Acs.Inspection.Validate(first.Token).Valid);
        Assert.True(Stack.Acs.Inspection.Validate(second.Token).Valid);
    }

    [Fact]
    public async Task Putting_an_identity_answers_201_and_then_200_for_the_same_one()
    {
        var session = Stack.SignIn(TestStack.NewUser());

        var created = await Stack.AsAsync(session, HttpMethod.Put, "api/me/identity");
        var existing = await Stack.AsAsync(session, HttpMethod.Put, "api/me/identity");

        created.Is(HttpStatusCode.Created);
        existing.Is(HttpStatusCode.OK);
        Assert.Equal(created.Identity, existing.Identity);
        Assert.Equal(created.Text("createdOn"), existing.Text("createdOn"));
        Assert.NotNull(Stack.Acs.Inspection.FindIdentity(created.Identity));
    }

    [Fact]
    public async Task Reading_an_identity_answers_404_until_there_is_one_and_creates_none()
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);

        var before = await Stack.AsAsync(session, HttpMethod.Get, "api/me/identity");
        var rowBefore = await Stack.FindRowAsync(user);
        var created = await Stack.AsAsync(session, HttpMethod.Put, "api/me/identity");
        var after = await Stack.AsAsync(session, HttpMethod.Get, "api/me/identity");

        before.IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        Assert.Null(rowBefore);
        after.Is(HttpStatusCode.OK);
        Assert.Equal(created.Identity, after.Identity);
    }

    [Fact]
    public async Task The_last_token_is_told_once_there_was_one()
    {
        var session = Stack.SignIn(TestStack.NewUser());
        var created = await Stack.AsAsync(session, HttpMethod.Put, "api/me/identity");

        (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens")).Is(HttpStatusCode.OK);
        var after = await Stack.AsAsync(session, HttpMethod.Get, "api/me/identity");

        Assert.False(created.Json.TryGetProperty("lastTokenIssuedOn", out _));
        Assert.True(DateTimeOffset.Parse(after.Text("lastTokenIssuedOn"), null) >= DateTimeOffset.Parse(after.Text("createdOn"), null));
    }

    [Fact]
    public async Task A_request_can_narrow_scopes_and_choose_a_lifetime()
    {
        var session = Stack.SignIn(TestStack.NewUser());
        var before = Stack.Clock.GetUtcNow();

        var answer = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens", """{"scopes":["voip"],"expiresInMinutes":90}""");

        answer.Is(HttpStatusCode.OK);
        var verdict = Stack.Acs.Inspection.Validate(answer.Token);
        Assert.Equal(["voip"], verdict.Scopes);
        Assert.InRange(verdict.ExpiresOn!.Value, before.AddMinutes(90).AddSeconds(-1), Stack.Clock.GetUtcNow().AddMinutes(90));
    }

    [Fact]
    public async Task Revoking_ends_every_token_and_the_session_but_not_the_identity()
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);
        var one = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");
        var other = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");

        var revoked = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens/revoke");
        var withOldSession = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");
        var withNewSession = await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Post, "api/me/tokens");

        revoked.Is(HttpStatusCode.NoContent);
        Assert.False(Stack.Acs.Inspection.Validate(one.Token).Valid);
        Assert.False(Stack.Acs.Inspection.Validate(other.Token).Valid);
        withOldSession.IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        withNewSession.Is(HttpStatusCode.OK);
        Assert.Equal(one.Identity, withNewSession.Identity);
        Assert.True(Stack.Acs.Inspection.Validate(withNewSession.Token).Valid);
    }

    [Fact]
    public async Task Deleting_removes_the_identity_at_ACS_and_the_mapping_and_a_new_session_gets_a_new_identity()
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);
        var token = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");
        var mapped = await Stack.FindRowAsync(user);

        var deleted = await Stack.AsAsync(session, HttpMethod.Delete, "api/me/identity");
        var row = await Stack.FindRowAsync(user);
        var atAcs = Stack.Acs.Inspection.FindIdentity(token.Identity);
        var again = await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Post, "api/me/tokens");

        Assert.Equal(token.Identity, mapped!.GetString("CommunicationUserId"));
        deleted.Is(HttpStatusCode.NoContent);
        Assert.Null(atAcs);
        Assert.False(Stack.Acs.Inspection.Validate(token.Token).Valid);
        Assert.Null(row!.GetString("CommunicationUserId"));
        Assert.DoesNotContain(await Stack.RowsAsync(), other => other.RowKey.StartsWith("retired-", StringComparison.Ordinal) && other.GetString("CommunicationUserId") == token.Identity);
        again.Is(HttpStatusCode.OK);
        Assert.NotEqual(token.Identity, again.Identity);
    }

    [Fact]
    public async Task Deleting_nothing_is_done_too()
    {
        var answer = await Stack.AsAsync(Stack.SignIn(TestStack.NewUser()), HttpMethod.Delete, "api/me/identity");

        answer.Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Every_self_route_refuses_a_session_that_was_ended()
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);
        (await Stack.AsAsync(session, HttpMethod.Delete, "api/me/identity")).Is(HttpStatusCode.NoContent);

        foreach (var (method, path, body) in SelfRoutes)
        {
            (await Stack.AsAsync(session, method, path, body)).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        }

        // Control: the same user, signed in anew, is welcome.
        (await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Put, "api/me/identity")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Every_self_route_refuses_a_request_without_a_token()
    {
        foreach (var (method, path, body) in SelfRoutes)
        {
            var answer = await Stack.AnonymouslyAsync(method, path, body);

            answer.IsProblem(HttpStatusCode.Unauthorized, "authentication_required");
            Assert.Equal("Bearer", answer.Header("WWW-Authenticate"));
        }
    }

    [Fact]
    public async Task A_Teams_user_exchanges_its_own_token()
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);
        var entra = EntraToken.For(ObjectIdOf(session), TestStack.TeamsClientId, Stack.Clock.GetUtcNow().AddHours(1));

        var answer = await Stack.AsAsync(session, HttpMethod.Post, "api/me/teams-token", $$"""{"teamsUserAadToken":"{{entra}}"}""");

        answer.Is(HttpStatusCode.OK);
        Assert.True(Stack.Acs.Inspection.Validate(answer.Token).Valid);
        Assert.True(answer.Json.GetProperty("expiresOnTimestamp").GetInt64() > Stack.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        Assert.Null(await Stack.FindRowAsync(user));
    }

    [Fact]
    public async Task A_Teams_user_cannot_exchange_anothers_token_nor_name_another()
    {
        var session = Stack.SignIn(TestStack.NewUser());
        var stranger = ObjectIdOf(Stack.SignIn(TestStack.NewUser()));
        var entra = EntraToken.For(stranger, TestStack.TeamsClientId, Stack.Clock.GetUtcNow().AddHours(1));

        var stolen = await Stack.AsAsync(session, HttpMethod.Post, "api/me/teams-token", $$"""{"teamsUserAadToken":"{{entra}}"}""");
        var named = await Stack.AsAsync(session, HttpMethod.Post, "api/me/teams-token", $$"""{"teamsUserAadToken":"{{entra}}","userObjectId":"{{stranger}}"}""");

        stolen.IsProblem(HttpStatusCode.Forbidden, "teams_user_mismatch");
        named.IsProblem(HttpStatusCode.BadRequest, "invalid_body");
    }

    [Fact]
    public async Task A_Teams_token_that_expired_or_is_for_another_app_is_refused()
    {
        var session = Stack.SignIn(TestStack.NewUser());
        var objectId = ObjectIdOf(session);
        var expired = EntraToken.For(objectId, TestStack.TeamsClientId, Stack.Clock.GetUtcNow().AddHours(-1));
        var foreign = EntraToken.For(objectId, Guid.NewGuid().ToString(), Stack.Clock.GetUtcNow().AddHours(1));

        foreach (var token in new[] { expired, foreign, "nonsense" })
        {
            var answer = await Stack.AsAsync(session, HttpMethod.Post, "api/me/teams-token", $$"""{"teamsUserAadToken":"{{token}}"}""");

            answer.IsProblem(HttpStatusCode.BadRequest, "invalid_teams_token");
        }
    }

    internal static IEnumerable<(HttpMethod Method, string Path, string? Body)> SelfRoutes =>
    [
        (HttpMethod.Put, "api/me/identity", null),
        (HttpMethod.Get, "api/me/identity", null),
        (HttpMethod.Post, "api/me/tokens", null),
        (HttpMethod.Post, "api/me/tokens/revoke", null),
        (HttpMethod.Delete, "api/me/identity", null),
        (HttpMethod.Post, "api/me/teams-token", """{"teamsUserAadToken":"x.y.z"}"""),
    ];

    private static string ObjectIdOf(string accessToken) => new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(accessToken).GetClaim("oid").Value;
}
