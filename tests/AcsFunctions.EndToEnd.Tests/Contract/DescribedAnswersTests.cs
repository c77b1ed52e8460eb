using System.Net;
using System.Text;
using AcsFunctions.Acs;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>Every answer that each operation can give in each family of routes; whether the contract describes them is the checks' to say.</summary>
public sealed class DescribedAnswersTests(ScriptedFixture fixture) : IClassFixture<ScriptedFixture>, IDisposable
{
    private TestStack Stack => fixture.Stack;

    public static TheoryData<Family> Families => [.. Enum.GetValues<Family>()];

    public static MatrixTheoryData<Family, UserOperation> Everything => new(Enum.GetValues<Family>(), Enum.GetValues<UserOperation>());

    public void Dispose() => (fixture.Script.Acs, fixture.Script.HasCredential, fixture.Script.Store) = (null, true, StoreMood.Well);

    [Theory]
    [MemberData(nameof(Families))]
    public async Task Everything_goes_well(Family family)
    {
        var user = TestStack.NewUser();

        (await fixture.SendForAsync(user, family, UserOperation.Read)).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        (await fixture.SendForAsync(user, family, UserOperation.Create)).Is(HttpStatusCode.Created);
        (await fixture.SendForAsync(user, family, UserOperation.Create)).Is(HttpStatusCode.OK);
        (await fixture.SendForAsync(user, family, UserOperation.Issue)).Is(HttpStatusCode.OK);
        (await fixture.SendForAsync(user, family, UserOperation.Read)).Is(HttpStatusCode.OK);
        (await fixture.SendForAsync(user, family, UserOperation.Revoke)).Is(HttpStatusCode.NoContent);
        (await fixture.SendForAsync(user, family, UserOperation.Delete)).Is(HttpStatusCode.NoContent);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task A_Teams_token_is_exchanged(Family family)
    {
        var session = Stack.SignIn(TestStack.NewUser());
        var objectId = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(session).GetClaim("oid").Value;
        var entra = EntraToken.For(objectId, TestStack.TeamsClientId, Stack.Clock.GetUtcNow().AddHours(1));
        var json = family == Family.Self ? $$"""{"teamsUserAadToken":"{{entra}}"}""" : $$"""{"teamsUserAadToken":"{{entra}}","userObjectId":"{{objectId}}"}""";
        var credential = family == Family.Self ? ScriptedFixture.Bearer(session) : fixture.Credential(family, "");

        var answer = await fixture.SendAsync(family, UserOperation.Exchange, "local|anyone", credential, new StringContent(json, Encoding.UTF8, "application/json"));

        answer.Is(HttpStatusCode.OK);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task What_ACS_has_yet_to_do_is_pending(Family family)
    {
        var user = TestStack.NewUser();
        (await fixture.SendForAsync(user, family, UserOperation.Create)).Is(HttpStatusCode.Created);
        fixture.Script.Acs = AcsRefusalKind.Unavailable;

        (await fixture.SendForAsync(user, family, UserOperation.Revoke)).Is(HttpStatusCode.Accepted);
        (await fixture.SendForAsync(user, family, UserOperation.Delete)).Is(HttpStatusCode.Accepted);
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task Storage_fails(Family family, UserOperation operation)
    {
        fixture.Script.Store = StoreMood.Unreachable;
        (await fixture.SendAsync(family, operation)).IsProblem(HttpStatusCode.ServiceUnavailable, "storage_unavailable");

        fixture.Script.Store = StoreMood.Broken;
        (await fixture.SendAsync(family, operation)).IsProblem(HttpStatusCode.InternalServerError, "internal_error");
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task Others_get_in_between(Family family)
    {
        // The admin's own row is read and never written, so the script holds for its users alone.
        fixture.Script.Store = StoreMood.Contended;

        foreach (var operation in new[] { UserOperation.Create, UserOperation.Issue, UserOperation.Revoke, UserOperation.Delete })
        {
            (await fixture.SendAsync(family, operation)).IsProblem(HttpStatusCode.ServiceUnavailable, "contended");
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task ACS_refuses(Family family)
    {
        foreach (var operation in new[] { UserOperation.Create, UserOperation.Issue, UserOperation.Exchange })
        {
            await RefusedAsync(operation, AcsRefusalKind.Throttled, HttpStatusCode.TooManyRequests, "acs_throttled");
            await RefusedAsync(operation, AcsRefusalKind.Denied, HttpStatusCode.BadGateway, "acs_denied");
            await RefusedAsync(operation, AcsRefusalKind.Unavailable, HttpStatusCode.ServiceUnavailable, "acs_unavailable");
        }

        await RefusedAsync(UserOperation.Issue, AcsRefusalKind.NotFound, HttpStatusCode.BadGateway, "identity_missing_at_acs");
        await RefusedAsync(UserOperation.Issue, AcsRefusalKind.NotOwned, HttpStatusCode.BadGateway, "identity_not_owned");
        await RefusedAsync(UserOperation.Exchange, AcsRefusalKind.InvalidTeamsToken, HttpStatusCode.BadRequest, "invalid_teams_token");
        await RefusedAsync(UserOperation.Exchange, AcsRefusalKind.TeamsUserMismatch, HttpStatusCode.Forbidden, "teams_user_mismatch");

        async Task RefusedAsync(UserOperation operation, AcsRefusalKind kind, HttpStatusCode status, string code)
        {
            fixture.Script.Acs = kind;
            (await fixture.SendAsync(family, operation)).IsProblem(status, code);
        }
    }

    [Theory]
    [InlineData(UserOperation.Issue, """{"scopes":1}""", 400, "invalid_body")]
    [InlineData(UserOperation.Issue, """{"scopes":["pstn"]}""", 400, "invalid_scope")]
    [InlineData(UserOperation.Issue, """{"expiresInMinutes":59}""", 400, "invalid_lifetime")]
    [InlineData(UserOperation.Issue, """{"scopes":["voip.join","voip"]}""", 403, "scope_not_allowed")]
    [InlineData(UserOperation.Exchange, "{}", 400, "invalid_body")]
    public async Task A_body_makes_no_sense(UserOperation operation, string json, int status, string code)
    {
        foreach (var family in Enum.GetValues<Family>())
        {
            (await fixture.SendAsync(family, operation, json)).IsProblem((HttpStatusCode)status, code);
        }
    }

    [Theory]
    [InlineData(UserOperation.Issue)]
    [InlineData(UserOperation.Exchange)]
    public async Task A_body_comes_in_the_wrong_form(UserOperation operation)
    {
        foreach (var family in Enum.GetValues<Family>())
        {
            (await SendAsync(family, new StringContent("{}", Encoding.UTF8, "text/plain"))).IsProblem(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
            (await SendAsync(family, new ByteArrayContent(new byte[40_000]))).IsProblem(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
            (await SendAsync(family, new ChunkedContent("{}"))).IsProblem(HttpStatusCode.LengthRequired, "length_required");
        }

        Task<ApiAnswer> SendAsync(Family family, HttpContent content) =>
            fixture.SendAsync(family, operation, "local|anyone", fixture.Credential(family, TestStack.NewUser()), content);
    }

    [Theory]
    [InlineData(UserOperation.Read)]
    [InlineData(UserOperation.Create)]
    [InlineData(UserOperation.Revoke)]
    [InlineData(UserOperation.Delete)]
    public async Task No_body_is_ignored(UserOperation operation)
    {
        foreach (var family in Enum.GetValues<Family>())
        {
            var user = TestStack.NewUser();
            await RefusedAsync(family, user, new StringContent("""{"a":1}""", Encoding.UTF8, "application/json"));
            await RefusedAsync(family, user, new StringContent("{", Encoding.UTF8, "application/json"));
            await RefusedAsync(family, user, new ByteArrayContent(new byte[64]) { Headers = { ContentType = new("application/json") } });
            Assert.Null(await Stack.FindRowAsync(user));

            // Control: what says nothing is let through, as some clients cannot send less.
            var (empty, none) = (await fixture.SendForAsync(user, family, operation, "{}"), await fixture.SendForAsync(user, family, operation, " null "));
            Assert.DoesNotContain("invalid_body", empty.Body + none.Body, StringComparison.Ordinal);
        }

        async Task RefusedAsync(Family family, string user, HttpContent content) =>
            (await fixture.SendAsync(family, operation, "local|" + user, fixture.Credential(family, user), content)).IsProblem(HttpStatusCode.BadRequest, "invalid_body");
    }

    [Theory]
    [InlineData("GET", "api/health/live")]
    [InlineData("HEAD", "api/health/live")]
    [InlineData("GET", "api/health/ready")]
    [InlineData("HEAD", "api/health/ready")]
    [InlineData("GET", "api/openapi.yaml")]
    public async Task No_body_is_ignored_where_anybody_may_ask(string method, string path)
    {
        // Whatever another test made of the dependencies is remembered for a while.
        Stack.Clock.Advance(TimeSpan.FromSeconds(6));
        var refused = await Stack.AnonymouslyAsync(new HttpMethod(method), path, """{"a":1}""");
        var none = await Stack.AnonymouslyAsync(new HttpMethod(method), path, "{}");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (refused.Status, none.Status));
    }

    [Theory]
    [InlineData(UserOperation.Create)]
    [InlineData(UserOperation.Delete)]
    public async Task A_body_that_came_chunked_is_not_taken_for_none(UserOperation operation)
    {
        var expected = (Family family) => family == Family.Keyed && operation == UserOperation.Create ? (HttpStatusCode.LengthRequired, "length_required") : (HttpStatusCode.BadRequest, "invalid_body");
        foreach (var family in Enum.GetValues<Family>())
        {
            var answer = await fixture.SendAsync(family, operation, "local|anyone", fixture.Credential(family, TestStack.NewUser()), new ChunkedContent("{}"));

            answer.IsProblem(expected(family).Item1, expected(family).Item2);
        }
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task A_credential_is_refused(Family family, UserOperation operation)
    {
        if (family == Family.Keyed)
        {
            (await SendAsync(_ => { })).IsOfTheHost(HttpStatusCode.Unauthorized);
            return;
        }

        var role = family == Family.Admin ? Local.LocalStack.AdminRole : "none";
        var ended = TestStack.NewUser();
        var oldSession = Stack.SignIn(ended, null, role);
        (await Stack.AsAsync(oldSession, HttpMethod.Post, "api/me/tokens/revoke")).Is(HttpStatusCode.NoContent);
        var withoutRight = family == Family.Self ? Stack.SignIn(TestStack.NewUser(), "openid") : Stack.SignIn(TestStack.NewUser());

        (await SendAsync(_ => { })).IsProblem(HttpStatusCode.Unauthorized, "authentication_required");
        (await SendAsync(ScriptedFixture.Bearer("a.b.c"))).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
        (await SendAsync(ScriptedFixture.Bearer(oldSession))).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        (await SendAsync(ScriptedFixture.Bearer(withoutRight))).IsProblem(HttpStatusCode.Forbidden, family == Family.Self ? "insufficient_scope" : "admin_role_required");
        if (family == Family.Admin)
        {
            var withoutScope = Stack.SignIn(TestStack.NewUser(), "openid", role);
            (await SendAsync(ScriptedFixture.Bearer(withoutScope))).IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
        }

        Task<ApiAnswer> SendAsync(Action<HttpRequestMessage> prepare) => fixture.SendAsync(
            family,
            operation,
            "local|anyone",
            prepare,
            operation == UserOperation.Exchange ? new StringContent(ScriptedFixture.TeamsBody(family), Encoding.UTF8, "application/json") : null);
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task A_user_id_is_not_valid(Family family, UserOperation operation)
    {
        var answer = await fixture.SendAsync(family, operation, "Jürgen", fixture.Credential(family, TestStack.NewUser()), null);

        // Control: a self route takes no id.
        Assert.Equal(family != Family.Self, answer.Body.Contains("invalid_user_id", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dependency_is_not_ready()
    {
        var ready = await LaterAsync();
        fixture.Script.HasCredential = false;
        var withoutCredential = await LaterAsync();
        fixture.Script.Store = StoreMood.Unreachable;
        var withoutStorage = await LaterAsync();
        fixture.Script.Store = StoreMood.Broken;
        var broken = await LaterAsync();
        var brokenHead = await Stack.AnonymouslyAsync(HttpMethod.Head, "api/health/ready");

        ready.Is(HttpStatusCode.OK);
        Assert.Equal("acs", withoutCredential.IsProblem(HttpStatusCode.ServiceUnavailable, "not_ready").Text("detail"));
        Assert.Equal("storage", withoutStorage.IsProblem(HttpStatusCode.ServiceUnavailable, "not_ready").Text("detail"));
        broken.IsProblem(HttpStatusCode.InternalServerError, "internal_error");
        brokenHead.Is(HttpStatusCode.InternalServerError);

        Task<ApiAnswer> LaterAsync()
        {
            Stack.Clock.Advance(TimeSpan.FromSeconds(6));
            return Stack.AnonymouslyAsync(HttpMethod.Get, "api/health/ready");
        }
    }

    [Fact]
    public async Task Probes_do_not_load_what_they_watch()
    {
        Stack.Clock.Advance(TimeSpan.FromSeconds(6));
        (await Stack.AnonymouslyAsync(HttpMethod.Get, "api/health/ready")).Is(HttpStatusCode.OK);
        fixture.Script.Store = StoreMood.Unreachable;

        var kept = await Stack.AnonymouslyAsync(HttpMethod.Get, "api/health/ready");
        var alive = await Stack.AnonymouslyAsync(HttpMethod.Get, "api/health/live");
        Stack.Clock.Advance(TimeSpan.FromSeconds(6));
        var askedAgain = await Stack.AnonymouslyAsync(HttpMethod.Get, "api/health/ready");

        kept.Is(HttpStatusCode.OK);
        alive.Is(HttpStatusCode.OK);
        askedAgain.IsProblem(HttpStatusCode.ServiceUnavailable, "not_ready");
    }

    [Fact]
    public async Task The_contract_is_served_as_it_is_in_the_repository()
    {
        var answer = await Stack.AnonymouslyAsync(HttpMethod.Get, "api/openapi.yaml");

        answer.Is(HttpStatusCode.OK);
        Assert.Equal("application/yaml", answer.Message.Content.Headers.ContentType?.MediaType);
        Assert.Equal(await File.ReadAllTextAsync(Repository.File("openapi.yaml"), TestContext.Current.CancellationToken), answer.Body);
    }
}
