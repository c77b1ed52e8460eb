using System.Globalization;
using System.Net;
using AcsFunctions.EndToEnd.Tests.Abuse;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Compatibility;

/// <summary>Drop-in routes for users whom the platform signed in with a cookie, and for users who ask too often.</summary>
public sealed class DropInSessionTests(DropInSessionFixture fixture) : IClassFixture<DropInSessionFixture>
{
    private TestStack Stack => fixture.Stack;

    [Theory]
    [InlineData("api/token?scope=voip", "POST", "api/token?scope=voip")]
    [InlineData("api/Function", "POST", "api/Function")]
    [InlineData("api/token/teams", "POST", "api/token")]
    public async Task A_get_that_mints_cannot_be_made_with_a_cookie_session(string path, string controlMethod, string controlPath)
    {
        var user = TestStack.NewUser();

        var get = await WithSessionAsync(user, HttpMethod.Get, path);
        var rowAfterGet = await Stack.FindRowAsync(user);
        var control = await WithSessionAsync(user, new HttpMethod(controlMethod), controlPath);

        get.IsProblem(HttpStatusCode.Unauthorized, "authentication_required");
        Assert.Null(rowAfterGet);
        control.Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("api/user", HttpStatusCode.NotFound)]
    [InlineData("api/getEndpointUrl", HttpStatusCode.OK)]
    public async Task A_get_that_makes_nothing_works_with_a_cookie_session(string path, HttpStatusCode status) =>
        Assert.Equal(status, (await WithSessionAsync(TestStack.NewUser(), HttpMethod.Get, path)).Status);

    [Theory]
    [InlineData("GET", "api/token")]
    [InlineData("POST", "api/refreshToken/8:acs:some")]
    [InlineData("POST", "api/getCommunicationUserToken")]
    [InlineData("GET", "api/token/teams")]
    public async Task A_drop_in_route_is_no_way_around_the_rate_limit(string method, string path)
    {
        var session = Stack.SignIn(TestStack.NewUser());
        var first = await Stack.AsAsync(session, new HttpMethod(method), path);
        for (var taken = 1; taken < DropInSessionFixture.Burst; taken++)
        {
            (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens")).Is(HttpStatusCode.OK);
        }

        var tooMany = await Stack.AsAsync(session, new HttpMethod(method), path);

        Assert.NotEqual(HttpStatusCode.TooManyRequests, first.Status);
        tooMany.IsProblem(HttpStatusCode.TooManyRequests, "rate_limited");
        Assert.Equal("Retry-After", tooMany.Header("Access-Control-Expose-Headers"));
    }

    private Task<ApiAnswer> WithSessionAsync(string user, HttpMethod method, string path) => Stack.SendAsync(method, path, null, request =>
    {
        var now = Stack.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("Cookie", "AppServiceAuthSession=session");
        request.Headers.Add(Principal.Header, Principal.Of(("sub", user), ("scp", "access_as_user"), ("iat", now)));
        request.Headers.Add("teams-user-aad-token", "token");
    });
}
