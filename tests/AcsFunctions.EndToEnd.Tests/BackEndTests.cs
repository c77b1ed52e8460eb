using System.Buffers.Text;
using System.Net;
using System.Text;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests;

/// <summary>What all routes for back-ends have in common, with the admin role or with a function key.</summary>
public sealed class BackEndTests(StackFixture fixture) : IClassFixture<StackFixture>
{
    private TestStack Stack => fixture.Stack;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_back_end_walks_a_user_through_the_whole_life_of_an_identity(bool withKey)
    {
        var user = TestStack.NewUser();

        var created = await SendAsync(withKey, HttpMethod.Put, user, "identity");
        var read = await SendAsync(withKey, HttpMethod.Get, user, "identity");
        var token = await SendAsync(withKey, HttpMethod.Post, user, "tokens", """{"scopes":["chat"]}""");
        var wasValid = Stack.Acs.Inspection.Validate(token.Token).Valid;
        var revoked = await SendAsync(withKey, HttpMethod.Post, user, "tokens/revoke");
        var isValid = Stack.Acs.Inspection.Validate(token.Token).Valid;
        var refreshed = await SendAsync(withKey, HttpMethod.Post, user, "tokens");
        var deleted = await SendAsync(withKey, HttpMethod.Delete, user, "identity");
        var deletedAgain = await SendAsync(withKey, HttpMethod.Delete, user, "identity");
        var gone = await SendAsync(withKey, HttpMethod.Get, user, "identity");

        created.Is(HttpStatusCode.Created);
        Assert.Equal(created.Identity, read.Is(HttpStatusCode.OK).Identity);
        Assert.Equal(created.Identity, token.Is(HttpStatusCode.OK).Identity);
        Assert.True(wasValid);
        revoked.Is(HttpStatusCode.NoContent);
        Assert.False(isValid);
        refreshed.Is(HttpStatusCode.OK);
        deleted.Is(HttpStatusCode.NoContent);
        deletedAgain.Is(HttpStatusCode.NoContent);
        gone.IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        Assert.Null(Stack.Acs.Inspection.FindIdentity(created.Identity));
    }

    [Fact]
    public async Task A_back_end_and_the_user_see_the_same_identity()
    {
        var user = TestStack.NewUser();

        var own = await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Post, "api/me/tokens");
        var byRole = await SendAsync(withKey: false, HttpMethod.Get, user, "identity");
        var byKey = await SendAsync(withKey: true, HttpMethod.Get, user, "identity");

        Assert.Equal(own.Identity, byRole.Is(HttpStatusCode.OK).Identity);
        Assert.Equal(own.Identity, byKey.Is(HttpStatusCode.OK).Identity);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_id_that_no_path_can_carry_is_sent_as_base64url(bool withKey)
    {
        var id = $"local|{TestStack.NewUser()}/Zoë 🙂 # ? % \\";
        var encoded = "base64url:" + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(id));

        var created = await SendRawAsync(withKey, HttpMethod.Put, $"{encoded}/identity");
        var read = await SendRawAsync(withKey, HttpMethod.Get, $"{encoded}/identity");

        created.Is(HttpStatusCode.Created);
        Assert.Equal(created.Identity, read.Is(HttpStatusCode.OK).Identity);
        Assert.Contains(await Stack.RowsAsync(), row => row.GetString("UserId") == id);
    }

    [Theory]
    [InlineData("a%2Fb")]
    [InlineData("a%252Fb")]
    [InlineData("a%5Cb")]
    [InlineData("a%23b")]
    [InlineData("a%3Fb")]
    [InlineData("a%00b")]
    [InlineData("a%0Ab")]
    [InlineData("a%7Fb")]
    [InlineData("a%20b")]
    [InlineData("%F0%9F%99%82")]
    [InlineData("%EF%BC%A1")]
    [InlineData("a%25b")]
    [InlineData("base64url:")]
    [InlineData("base64url:!!!")]
    [InlineData("base64url:YQ==")]
    [InlineData("base64url:_w")]
    [InlineData("base64url:YR")]
    [InlineData("base64url:CgA")]
    public async Task A_hostile_id_is_refused_and_changes_nothing(string segment)
    {
        var before = (await Stack.RowsAsync()).Count;
        var identities = Stack.Acs.Inspection.IdentityCount;

        foreach (var withKey in new[] { true, false })
        {
            var answer = await SendRawAsync(withKey, HttpMethod.Put, $"{segment}/identity");

            // Some never reach us: the host takes them for another path.
            Assert.True(answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound, $"{(int)answer.Status} {answer.Body}");
            if (answer.Body.Length > 0)
            {
                answer.IsProblem(HttpStatusCode.BadRequest, "invalid_user_id");
            }
        }

        Assert.Equal(before, (await Stack.RowsAsync()).Count);
        Assert.Equal(identities, Stack.Acs.Inspection.IdentityCount);
    }

    [Fact]
    public async Task The_longest_id_is_accepted_and_a_longer_one_is_not()
    {
        var longest = await SendRawAsync(withKey: true, HttpMethod.Put, $"local%7C{new string('a', 250)}/identity");
        var longer = await SendRawAsync(withKey: true, HttpMethod.Put, $"local%7C{new string('a', 251)}/identity");
        var endless = await SendRawAsync(withKey: true, HttpMethod.Put, $"local%7C{new string('a', 2000)}/identity");

        longest.Is(HttpStatusCode.Created);
        longer.IsProblem(HttpStatusCode.BadRequest, "invalid_user_id");
        endless.IsProblem(HttpStatusCode.BadRequest, "invalid_user_id");
    }

    [Fact]
    public async Task Every_keyed_route_refuses_a_missing_a_wrong_and_a_users_credential()
    {
        var session = Stack.SignIn(TestStack.NewUser());
        foreach (var (method, rest, body) in UserRoutes)
        {
            var path = $"api/keyed/users/local%7Csomeone/{rest}";

            (await Stack.AnonymouslyAsync(method, path, body)).IsOfTheHost(HttpStatusCode.Unauthorized);
            (await Stack.WithKeyAsync("wrong", method, path, body)).IsOfTheHost(HttpStatusCode.Unauthorized);
            (await Stack.AsAsync(session, method, path, body)).IsOfTheHost(HttpStatusCode.Unauthorized);
            (await Stack.AsAsync(Stack.SignInAdmin(), method, path, body)).IsOfTheHost(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task Every_admin_route_refuses_a_missing_token_a_users_token_and_a_key()
    {
        var session = Stack.SignIn(TestStack.NewUser());
        foreach (var (method, rest, body) in UserRoutes)
        {
            var path = $"api/users/local%7Csomeone/{rest}";

            (await Stack.AnonymouslyAsync(method, path, body)).IsProblem(HttpStatusCode.Unauthorized, "authentication_required");
            (await Stack.WithKeyAsync(Stack.FunctionKey, method, path, body)).IsProblem(HttpStatusCode.Unauthorized, "authentication_required");
            (await Stack.AsAsync(session, method, path, body)).IsProblem(HttpStatusCode.Forbidden, "admin_role_required");
        }
    }

    [Fact]
    public async Task A_key_does_not_open_self_routes()
    {
        foreach (var (method, path, body) in SelfServiceTests.SelfRoutes)
        {
            (await Stack.WithKeyAsync(Stack.FunctionKey, method, path, body)).IsProblem(HttpStatusCode.Unauthorized, "authentication_required");
        }
    }

    [Fact]
    public async Task An_admin_whose_own_sessions_were_ended_acts_for_nobody()
    {
        var admin = TestStack.NewUser("admin");
        var session = Stack.SignIn(admin, null, Local.LocalStack.AdminRole);
        (await Stack.AsAsync(session, HttpMethod.Get, "api/users/local%7Csomeone/identity")).IsProblem(HttpStatusCode.NotFound, "identity_not_found");

        (await SendAsync(withKey: true, HttpMethod.Post, admin, "tokens/revoke")).Is(HttpStatusCode.NoContent);

        (await Stack.AsAsync(session, HttpMethod.Get, "api/users/local%7Csomeone/identity")).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
    }

    private static IEnumerable<(HttpMethod Method, string Operation, string? Body)> UserRoutes =>
        SelfServiceTests.SelfRoutes.Select(route => (route.Method, route.Path["api/me/".Length..], route.Body));

    private Task<ApiAnswer> SendAsync(bool withKey, HttpMethod method, string user, string rest, string? json = null) =>
        SendRawAsync(withKey, method, $"local%7C{user}/{rest}", json);

    private Task<ApiAnswer> SendRawAsync(bool withKey, HttpMethod method, string rest, string? json = null) => withKey
        ? Stack.WithKeyAsync(Stack.FunctionKey, method, $"api/keyed/users/{rest}", json)
        : Stack.AsAsync(Stack.SignInAdmin(), method, $"api/users/{rest}", json);
}
