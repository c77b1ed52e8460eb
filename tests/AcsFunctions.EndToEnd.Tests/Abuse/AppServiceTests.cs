using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>Principals from the platform, where it is on.</summary>
public sealed class AppServiceTests(AppServiceFixture fixture) : IClassFixture<AppServiceFixture>
{
    private const string LongSubject = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier";
    private const string LongScope = "http://schemas.microsoft.com/identity/claims/scope";
    private const string LongRole = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role";

    private TestStack Stack => fixture.Stack;

    private string Seconds => Stack.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("sub", "scp")]
    [InlineData(LongSubject, LongScope)]
    public async Task A_principal_is_the_same_user_as_the_bearer_of_a_token(string subject, string scope)
    {
        var user = TestStack.NewUser();
        var byToken = await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Post, "api/me/tokens");

        var byPrincipal = await PostAsync(Principal.Of((subject, user), (scope, "openid access_as_user"), ("iat", Seconds)));

        Assert.Equal(byToken.Is(HttpStatusCode.OK).Identity, byPrincipal.Is(HttpStatusCode.OK).Identity);
    }

    [Theory]
    [InlineData("roles")]
    [InlineData(LongRole)]
    public async Task A_principal_with_the_admin_role_acts_for_others_and_one_without_does_not(string role)
    {
        var user = TestStack.NewUser();

        var admin = await SendAsync(HttpMethod.Get, "api/users/local%7Csomeone/identity", Principal.Of(("sub", user), (role, "Other"), (role, Local.LocalStack.AdminRole), ("scp", "access_as_user"), ("iat", Seconds)));
        var nobody = await SendAsync(HttpMethod.Get, "api/users/local%7Csomeone/identity", Principal.Of(("sub", user), (role, "Other"), ("scp", "access_as_user"), ("iat", Seconds)));

        admin.IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        nobody.IsProblem(HttpStatusCode.Forbidden, "admin_role_required");
    }

    public static TheoryData<string, string> Malformed => new()
    {
        { "empty", "" },
        { "no base64", "not base64!" },
        { "base64url", Principal.Encode("""{"auth_typ":"aad","claims":[{"typ":"sub","val":"???>>>"}]}""").Replace('+', '-').Replace('/', '_').TrimEnd('=') + "-_" },
        { "a space in it", Principal.Of(("sub", "$user"), ("scp", "access_as_user")).Insert(8, " ") },
        { "without padding", Principal.Encode("""{"auth_typ":"aad","claims":[]}  """).TrimEnd('=') + "A" },
        { "not JSON", Principal.Encode("sub=$user") },
        { "null", Principal.Encode("null") },
        { "a list", Principal.Encode("[]") },
        { "something after it", Principal.Encode(Principal.Json("aad", ("sub", "$user"), ("scp", "access_as_user")) + "{}") },
        { "no provider", Principal.Encode("""{"claims":[{"typ":"sub","val":"x"},{"typ":"scp","val":"access_as_user"}]}""") },
        { "another provider", Principal.Of("google", ("sub", "$user"), ("scp", "access_as_user")) },
        { "the provider in another case", Principal.Of("AAD", ("sub", "$user"), ("scp", "access_as_user")) },
        { "no claims", Principal.Encode("""{"auth_typ":"aad"}""") },
        { "claims that are an object", Principal.Encode("""{"auth_typ":"aad","claims":{"sub":"x"}}""") },
        { "a claim that is nothing", Principal.Encode("""{"auth_typ":"aad","claims":[null,{"typ":"sub","val":"x"}]}""") },
        { "a claim without a value", Principal.Encode("""{"auth_typ":"aad","claims":[{"typ":"sub"}]}""") },
        { "a claim that is a number", Principal.Encode("""{"auth_typ":"aad","claims":[{"typ":"sub","val":1}]}""") },
        { "claims twice", Principal.Encode("""{"auth_typ":"aad","claims":[{"typ":"sub","val":"x"}],"claims":[{"typ":"sub","val":"y"}]}""") },
        { "a value twice", Principal.Encode("""{"auth_typ":"aad","claims":[{"typ":"sub","val":"x","val":"y"}]}""") },
        { "no subject", Principal.Of(("scp", "access_as_user")) },
        { "an empty subject", Principal.Of(("sub", ""), ("scp", "access_as_user")) },
        { "two subjects", Principal.Of(("sub", "$user"), ("sub", "victim"), ("scp", "access_as_user")) },
        { "the same subject twice", Principal.Of(("sub", "$user"), ("sub", "$user"), ("scp", "access_as_user")) },
        { "two subjects in two spellings", Principal.Of(("sub", "$user"), (LongSubject, "victim"), ("scp", "access_as_user")) },
        { "a subject in another case", Principal.Of(("Sub", "$user"), ("scp", "access_as_user")) },
        { "issued at a text", Principal.Of(("sub", "$user"), ("scp", "access_as_user"), ("iat", "now")) },
        { "issued twice", Principal.Of(("sub", "$user"), ("scp", "access_as_user"), ("iat", "1"), ("iat", "99999999999")) },
        { "issued in the future", Principal.Of(("sub", "$user"), ("scp", "access_as_user"), ("iat", "99999999999")) },
        { "two headers", Principal.Of(("sub", "$user"), ("scp", "access_as_user")) + "," + Principal.Of(("sub", "victim"), ("scp", "access_as_user")) },
        { "more than 32 kB", new string('A', 32 * 1024 + 4) },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_principal_that_is_not_exactly_what_the_platform_sends_cannot_be_used(string what, string header)
    {
        Assert.NotEmpty(what);

        var answer = await PostAsync(header);

        if (header.Length > 32 * 1024)
        {
            // The host's own limit on headers may be first.
            Assert.True(answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.RequestHeaderFieldsTooLarge, answer.Body);
            return;
        }

        answer.IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Theory]
    [InlineData("scp", "openid")]
    [InlineData("idtyp", "app")]
    [InlineData("azp", null)]
    public async Task A_principal_without_the_scope_or_of_an_app_cannot_act_as_a_user(string claim, string? value)
    {
        var user = TestStack.NewUser();
        (string, string)[] claims = [("sub", user), ("iat", Seconds), (claim, value ?? user)];

        var answer = await PostAsync(Principal.Of(claim == "scp" ? claims : [.. claims, ("scp", "access_as_user")]));

        answer.IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
    }

    [Theory]
    [InlineData("scp", "openid", false)]
    [InlineData("name", "Ada", false)]
    [InlineData("azp", "0c1d2e3f-4a5b-4c6d-8e7f-90a1b2c3d4e5", false)]
    [InlineData("scp", "access_as_user", true)]
    [InlineData("idtyp", "app", true)]
    public async Task A_principal_with_the_role_acts_for_others_only_with_the_scope_or_as_an_app(string claim, string value, bool isAdmin)
    {
        (string, string)[] claims = [("sub", TestStack.NewUser()), ("iat", Seconds), ("roles", Local.LocalStack.AdminRole), (claim, value)];

        var answer = await SendAsync(HttpMethod.Get, "api/users/local%7Csomeone/identity", Principal.Of(claims));

        answer.IsProblem(isAdmin ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden, isAdmin ? "identity_not_found" : "insufficient_scope");
    }

    [Fact]
    public async Task A_principal_of_Entra_that_names_a_client_and_nothing_of_a_user_is_an_apps()
    {
        var id = Guid.NewGuid().ToString();
        (string, string)[] claims = [("sub", id), ("oid", id), ("azp", "0c1d2e3f-4a5b-4c6d-8e7f-90a1b2c3d4e5"), ("iat", Seconds), ("roles", Local.LocalStack.AdminRole)];

        var forOthers = await SendAsync(HttpMethod.Get, "api/users/local%7Csomeone/identity", Principal.Of(claims));
        var asUser = await PostAsync(Principal.Of(claims));

        forOthers.IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        asUser.IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
    }

    [Fact]
    public async Task Where_no_scope_is_asked_for_only_an_app_can_be_an_admin()
    {
        await using var stack = await TestStack.StartAsync(fixture.Azurite, new Dictionary<string, string?>(AppServiceFixture.SettingsOf("true", "true"))
        {
            ["Authentication:AppService:RequiredScope"] = null,
        });
        Task<ApiAnswer> AsAsync(HttpMethod method, string path, params (string, string)[] more) => stack.SendAsync(method, path, null, request =>
            request.Headers.Add(Principal.Header, Principal.Of([("sub", TestStack.NewUser()), ("roles", Local.LocalStack.AdminRole), .. more])));

        (await AsAsync(HttpMethod.Post, "api/me/tokens")).Is(HttpStatusCode.OK);
        (await AsAsync(HttpMethod.Get, "api/users/local%7Csomeone/identity")).IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
        (await AsAsync(HttpMethod.Get, "api/users/local%7Csomeone/identity", ("idtyp", "app"))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
    }

    [Fact]
    public async Task A_token_and_a_principal_that_disagree_are_refused_and_that_agree_are_not()
    {
        var (user, other) = (TestStack.NewUser(), TestStack.NewUser());
        var token = Stack.SignIn(user);
        string Of(string subject) => Principal.Of(("sub", subject), ("scp", "access_as_user"), ("iat", Seconds));

        var disagreeing = await PostAsync(Of(other), token);
        var withAWrongToken = await PostAsync(Of(user), token[..^4]);
        var withAWrongPrincipal = await PostAsync("nonsense", token);
        var rows = (await Stack.FindRowAsync(user), await Stack.FindRowAsync(other));
        var agreeing = await PostAsync(Of(user), token);

        disagreeing.IsProblem(HttpStatusCode.Unauthorized, "conflicting_credentials");
        withAWrongToken.IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
        withAWrongPrincipal.IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
        Assert.Equal((null, null), rows);
        agreeing.Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_principal_of_a_tenant_that_the_issuer_of_its_alias_does_not_let_in_is_refused()
    {
        await using var issuer = await TestIssuer.StartAsync();
        issuer.Name = "https://login.microsoftonline.com/{tenantid}/v2.0";
        await using var stack = await TestStack.StartAsync(fixture.Azurite, new Dictionary<string, string?>(AppServiceFixture.SettingsOf("true", "true").Concat(issuer.SettingsFor("entra")))
        {
            ["Authentication:AppService:Alias"] = "entra",
            ["Authentication:AppService:UserIdClaims"] = "tid oid",
            ["Authentication:Issuers:entra:Tenants"] = EntraIdFixture.Tenant,
            ["Authentication:Issuers:entra:UserIdClaims"] = "tid oid",
        });
        using var meters = new Telemetry.MeterWatch().Of(stack.Meters);
        Task<ApiAnswer> OfTenantAsync(string tenant) => stack.SendAsync(HttpMethod.Post, "api/me/tokens", null, request =>
            request.Headers.Add(Principal.Header, Principal.Of(("tid", tenant), ("oid", EntraIdFixture.User), ("scp", "access_as_user"))));

        var stranger = await OfTenantAsync("6ba7b810-9dad-41d1-80b4-00c04fd430c8");
        var user = await OfTenantAsync(EntraIdFixture.Tenant);

        stranger.IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
        Assert.Contains(meters.Measurements, any => any is { Instrument: "acsfunctions.callers.refusals", Tags: "reason=tenant" });
        user.Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_platforms_other_headers_name_nobody()
    {
        var answer = await Stack.SendAsync(HttpMethod.Post, "api/me/tokens", null, request =>
        {
            request.Headers.Add("X-MS-CLIENT-PRINCIPAL-ID", "somebody");
            request.Headers.Add("X-MS-CLIENT-PRINCIPAL-NAME", "somebody");
            request.Headers.Add("X-MS-CLIENT-PRINCIPAL-IDP", "aad");
        });

        answer.IsProblem(HttpStatusCode.Unauthorized, "authentication_required");
    }

    [Fact]
    public async Task A_principal_from_before_a_revoke_is_refused_and_one_without_a_time_for_as_long_as_credentials_may_be_old()
    {
        await using var stack = await TestStack.StartAsync(fixture.Azurite, AppServiceFixture.SettingsOf("true", "true"));
        var user = TestStack.NewUser();
        var session = Principal.Of(("sub", user), ("scp", "access_as_user"), ("iat", stack.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        var timeless = Principal.Of(("sub", user), ("scp", "access_as_user"));
        Task<ApiAnswer> PostAsync(string principal, string path = "api/me/tokens") =>
            stack.SendAsync(HttpMethod.Post, path, null, request => request.Headers.Add(Principal.Header, principal));

        (await PostAsync(session)).Is(HttpStatusCode.OK);
        (await PostAsync(timeless)).Is(HttpStatusCode.OK);
        (await PostAsync(session, "api/me/tokens/revoke")).Is(HttpStatusCode.NoContent);
        stack.Clock.Advance(TimeSpan.FromHours(23));

        (await PostAsync(session)).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        (await PostAsync(timeless)).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        stack.Clock.Advance(TimeSpan.FromHours(2));
        (await PostAsync(timeless)).Is(HttpStatusCode.OK);
        // The other one is now too old, whatever was revoked.
        (await PostAsync(session)).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
    }

    private Task<ApiAnswer> PostAsync(string principal, string? token = null) => SendAsync(HttpMethod.Post, "api/me/tokens", principal, token);

    private Task<ApiAnswer> SendAsync(HttpMethod method, string path, string principal, string? token = null) =>
        Stack.SendAsync(method, path, null, request =>
        {
            Assert.True(request.Headers.TryAddWithoutValidation(Principal.Header, principal));
            request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        });
}
