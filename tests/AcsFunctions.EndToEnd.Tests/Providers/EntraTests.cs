using System.Net;
using System.Text.Json.Nodes;
using AcsFunctions.EndToEnd.Tests.Abuse;

namespace AcsFunctions.EndToEnd.Tests.Providers;

/// <summary>Entra with one tenant. Claims: https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference</summary>
public sealed class EntraTests(EntraFixture fixture) : IClassFixture<EntraFixture>
{
    private const string Client = "5f7e2c1a-3b4d-4e6f-8a9b-0c1d2e3f4a5b";

    [Fact]
    public async Task A_user_is_served_under_the_ids_of_the_tenant_and_the_user()
    {
        var user = Guid.NewGuid().ToString();

        (await fixture.PostAsync(Claims(user))).Is(HttpStatusCode.OK);

        Assert.NotNull(await fixture.Stack.FindRowAsync($"{EntraFixture.Tenant}|{user}", "entra"));
    }

    [Theory]
    [InlineData("aud", "api://" + EntraFixture.Audience, "audience")]
    [InlineData("aud", "00000003-0000-0000-c000-000000000000", "audience")]
    [InlineData("iss", "https://login.microsoftonline.com/6ba7b810-9dad-41d1-80b4-00c04fd430c8/v2.0", "No configured issuer")]
    [InlineData("oid", null, "A claim is missing")]
    [InlineData("tid", null, "A claim is missing")]
    public async Task A_token_that_is_wrong_in_one_claim_is_refused(string claim, string? value, string why)
    {
        var refused = await fixture.PostAsync(Claims(Guid.NewGuid().ToString()).But((claim, value)));

        refused.IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
        Assert.Contains(why, refused.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    /// <summary>What a registration gets whose manifest does not ask for version 2.</summary>
    [Fact]
    public async Task An_access_token_of_version_1_is_another_issuers()
    {
        var refused = await fixture.PostAsync(Claims(Guid.NewGuid().ToString()).But(
            ("iss", $"https://sts.windows.net/{EntraFixture.Tenant}/"),
            ("aud", "api://" + EntraFixture.Audience),
            ("ver", "1.0"),
            ("azp", null),
            ("azpacr", null),
            ("appid", Client),
            ("appidacr", "0"),
            ("preferred_username", null),
            ("unique_name", "ada@contoso.com"),
            ("upn", "ada@contoso.com")));

        refused.IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
        Assert.Contains("No configured issuer", refused.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    /// <summary>A front-end that shares the API's registration gets ID tokens of the same audience.</summary>
    [Fact]
    public async Task An_ID_token_of_the_same_registration_is_refused_with_and_without_the_role()
    {
        JsonObject IdToken() => Claims(Guid.NewGuid().ToString()).But(("scp", null), ("azp", null), ("azpacr", null), ("nonce", "n"));

        (await fixture.PostAsync(IdToken())).IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
        (await fixture.AsAdminAsync(IdToken().But(("roles", new JsonArray("Acs.Admin"))))).IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
    }

    [Fact]
    public async Task A_user_acts_for_others_with_role_and_scope()
    {
        JsonObject Of(params string[] roles) => Claims(Guid.NewGuid().ToString()).But(("roles", new JsonArray([.. roles.Select(role => JsonValue.Create(role))])));

        (await fixture.AsAdminAsync(Of("Acs.Admin"))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        (await fixture.AsAdminAsync(Of("Acs.Admin").But(("scp", "openid")))).IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
        (await fixture.AsAdminAsync(Of("acs.admin"))).IsProblem(HttpStatusCode.Forbidden, "admin_role_required");
    }

    [Theory]
    [InlineData("app")]
    [InlineData(null)]
    public async Task A_daemon_acts_for_users_with_its_role_and_is_none_whether_or_not_it_says_that_it_is_an_app(string? idtyp)
    {
        (await fixture.AsAdminAsync(Daemon(idtyp))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        (await fixture.AsAdminAsync(Daemon(idtyp).But(("roles", null)))).IsProblem(HttpStatusCode.Forbidden, "admin_role_required");
        (await fixture.PostAsync(Daemon(idtyp))).IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
        // With a scope, too, which no daemon gets, it is no user.
        (await fixture.PostAsync(Daemon(idtyp).But(("scp", "access_as_user"), ("idtyp", "app")))).IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
    }

    // The object of a daemon is its service principal, which is also its subject.
    private JsonObject Daemon(string? idtyp) => Claims("11111111-2222-4333-8444-555555555555").But(
        ("sub", "11111111-2222-4333-8444-555555555555"),
        ("azpacr", "1"),
        ("scp", null),
        ("name", null),
        ("preferred_username", null),
        ("idtyp", idtyp),
        ("roles", new JsonArray("Acs.Admin")));

    private JsonObject Claims(string user) => new()
    {
        ["aud"] = EntraFixture.Audience,
        ["iss"] = $"https://login.microsoftonline.com/{EntraFixture.Tenant}/v2.0",
        ["iat"] = fixture.Seconds,
        ["nbf"] = fixture.Seconds,
        ["exp"] = fixture.Seconds + 4500,
        ["aio"] = "AVQAq/8TAAAA",
        ["azp"] = Client,
        ["azpacr"] = "0",
        ["name"] = "Ada Lovelace",
        ["oid"] = user,
        ["preferred_username"] = "ada@contoso.com",
        ["rh"] = "0.AXkA",
        ["scp"] = "access_as_user",
        ["sub"] = "HKZpfaHyWadeOouYlitjrI-KffTm222X5rrV3xDqfKQ",
        ["tid"] = EntraFixture.Tenant,
        ["uti"] = "fqiBqXLPj0eQa82S",
        ["ver"] = "2.0",
    };
}
