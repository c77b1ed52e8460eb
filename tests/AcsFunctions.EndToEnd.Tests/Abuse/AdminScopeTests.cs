using System.Net;
using System.Text.Json.Nodes;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>The admin role is not enough: a token of a user needs the scope as well, and one without a scope must be an app's for certain.</summary>
public sealed class AdminScopeTests(ForgeryFixture fixture) : IClassFixture<ForgeryFixture>
{
    private const string Path = "api/users/local%7Csomeone/identity";
    private const string Client = "0c1d2e3f-4a5b-4c6d-8e7f-90a1b2c3d4e5";

    public static TheoryData<string, string> UserTokens => new()
    {
        { "another scope", """{"scp":"Files.Read"}""" },
        { "the scope in another case", """{"scp":"ACCESS_AS_USER"}""" },
        { "an empty scope", """{"scp":""}""" },
        { "an ID token", """{"scp":null,"nonce":"n","name":"Ada","preferred_username":"ada@example.com","ver":"2.0"}""" },
        { "an ID token with nothing of the user", """{"scp":null}""" },
        { "an ID token that names a client", """{"scp":null,"azp":"$client","name":"Ada","oid":"$user"}""" },
        { "a client, and a subject made for it", """{"scp":null,"azp":"$client","oid":"11111111-2222-4333-8444-555555555555"}""" },
        { "a client and no object", """{"scp":null,"appid":"$client"}""" },
        { "one id as object and subject, and a nonce", """{"scp":null,"azp":"$client","oid":"$user","nonce":"n"}""" },
        { "one id as object and subject, and another scope", """{"scp":"Files.Read","azp":"$client","oid":"$user"}""" },
        { "one id as object and subject, and no client", """{"scp":null,"oid":"$user"}""" },
        { "the mark of users", """{"scp":null,"idtyp":"user"}""" },
        { "another grant", """{"scp":null,"gty":"password"}""" },
        { "a service account's name", """{"scp":null,"azp":"$client","preferred_username":"service-account-$client"}""" },
    };

    public static TheoryData<string, string> AppTokens => new()
    {
        { "Entra, with the optional claim", """{"scp":null,"idtyp":"app"}""" },
        { "Entra v2, without it", """{"scp":null,"azp":"$client","azpacr":"1","oid":"$user","ver":"2.0"}""" },
        { "Entra v1, without it", """{"scp":null,"appid":"$client","appidacr":"2","oid":"$user","ver":"1.0"}""" },
        { "Auth0", """{"scp":null,"azp":"$user","gty":"client-credentials"}""" },
        { "Auth0 by RFC 9068", """{"scp":null,"client_id":"$client","sub":"$client@clients"}""" },
        { "RFC 9068", """{"scp":null,"client_id":"$user"}""" },
        { "Okta", """{"scp":null,"cid":"$user"}""" },
        { "with the scope, too", """{"idtyp":"app"}""" },
    };

    private TestStack Stack => fixture.Stack;

    private TestIssuer Partner => fixture.Partner;

    [Theory]
    [MemberData(nameof(UserTokens))]
    public async Task A_users_token_with_the_role_and_without_the_scope_cannot_act_for_others(string what, string changes)
    {
        Assert.NotEmpty(what);
        var user = TestStack.NewUser();

        var refused = await SendAsync(user, changes);
        var twin = await SendAsync(user, "{}");

        refused.IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
        Assert.Equal("Bearer error=\"insufficient_scope\", error_description=\"The token lacks the scope that is required, as ID tokens do.\"", refused.Header("WWW-Authenticate"));
        twin.IsProblem(HttpStatusCode.NotFound, "identity_not_found");
    }

    [Theory]
    [MemberData(nameof(AppTokens))]
    public async Task An_apps_own_token_with_the_role_acts_for_others_and_never_as_a_user(string what, string changes)
    {
        Assert.NotEmpty(what);
        var user = TestStack.NewUser();

        var forOthers = await SendAsync(user, changes);
        var withoutRole = await SendAsync(user, changes, role: "Something.Else");
        var asUser = await Stack.AsAsync(Token(user, changes, TestIssuer.AdminRole), HttpMethod.Post, "api/me/tokens");

        forOthers.IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        withoutRole.IsProblem(HttpStatusCode.Forbidden, "admin_role_required");
        asUser.IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
    }

    [Fact]
    public async Task A_service_account_of_Keycloak_is_not_a_user_though_it_has_the_scope()
    {
        var changes = """{"azp":"$client","preferred_username":"service-account-$client"}""";

        (await Stack.AsAsync(Token(TestStack.NewUser(), changes, "none"), HttpMethod.Post, "api/me/tokens")).IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
        (await SendAsync(TestStack.NewUser(), changes)).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
    }

    private Task<ApiAnswer> SendAsync(string user, string changes, string role = TestIssuer.AdminRole) => Stack.AsAsync(Token(user, changes, role), HttpMethod.Get, Path);

    private string Token(string user, string changes, string role)
    {
        var text = changes.Replace("$user", user, StringComparison.Ordinal).Replace("$client", Client, StringComparison.Ordinal);
        var members = JsonNode.Parse(text)!.AsObject().Select(member => (member.Key, member.Value?.DeepClone())).ToArray();
        var claims = Partner.Claims(user, Stack.Clock.GetUtcNow()).But([.. members, ("roles", new JsonArray(role))]);
        return Forge.Rs256(Partner.Header(), claims, Partner.Key);
    }
}
