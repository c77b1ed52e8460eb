using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.ExchangeTeamsToken;

/// <summary>A Teams user's own token, and nobody else's.</summary>
public sealed class ExchangeTeamsTokenTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private TestStack Stack => fixture.Stack;

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

    [Fact]
    public async Task A_back_end_names_the_Teams_user_and_must_name_it()
    {
        var objectId = Guid.NewGuid().ToString();
        var entra = EntraToken.For(objectId, TestStack.TeamsClientId, Stack.Clock.GetUtcNow().AddHours(1));

        var named = await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, "api/keyed/users/local%7Csomeone/teams-token", $$"""{"teamsUserAadToken":"{{entra}}","userObjectId":"{{objectId}}"}""");
        var unnamed = await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, "api/keyed/users/local%7Csomeone/teams-token", $$"""{"teamsUserAadToken":"{{entra}}"}""");

        Assert.True(Stack.Acs.Inspection.Validate(named.Is(HttpStatusCode.OK).Token).Valid);
        unnamed.IsProblem(HttpStatusCode.BadRequest, "invalid_body");
    }

    private static string ObjectIdOf(string accessToken) => new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(accessToken).GetClaim("oid").Value;
}
