using System.Net;
using System.Text.Json.Nodes;
using AcsFunctions.EndToEnd.Tests.Abuse;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Providers;

/// <summary>Entra's endpoints for all tenants. Claims: https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference</summary>
public sealed class EntraMultiTenantTests(EntraMultiTenantFixture fixture) : IClassFixture<EntraMultiTenantFixture>
{
    [Theory]
    [InlineData(EntraMultiTenantFixture.First)]
    [InlineData(EntraMultiTenantFixture.Second)]
    public async Task A_user_of_a_tenant_that_is_let_in_is_served_under_the_tenants_id(string tenant)
    {
        var user = Guid.NewGuid().ToString();

        (await fixture.PostAsync(Claims(tenant, user))).Is(HttpStatusCode.OK);

        Assert.NotNull(await fixture.Stack.FindRowAsync($"{tenant}|{user}", "entra"));
    }

    [Theory]
    [InlineData(EntraMultiTenantFixture.Audience)]
    [InlineData("api://acs-functions")]
    public async Task Either_form_of_the_audience_is_accepted(string audience) =>
        (await fixture.PostAsync(Claims(EntraMultiTenantFixture.First, Guid.NewGuid().ToString()).But(("aud", audience)))).Is(HttpStatusCode.OK);

    [Theory]
    [InlineData("aud", "api://other", "audience")]
    [InlineData("aud", "api://acs-functions/", "audience")]
    [InlineData("aud", EntraMultiTenantFixture.Audience + " api://acs-functions", "audience")]
    [InlineData("iss", "https://login.microsoftonline.com/" + EntraMultiTenantFixture.Second + "/v2.0", "No configured issuer")]
    [InlineData("iss", "https://login.microsoftonline.com/{tenantid}/v2.0", "No configured issuer")]
    [InlineData("iss", "https://sts.windows.net/" + EntraMultiTenantFixture.First + "/", "No configured issuer")]
    [InlineData("tid", EntraMultiTenantFixture.Second, "No configured issuer")]
    [InlineData("tid", null, "No configured issuer")]
    [InlineData("oid", null, "A claim is missing")]
    public async Task A_token_that_is_wrong_in_one_claim_is_refused(string claim, string? value, string why)
    {
        var user = Guid.NewGuid().ToString();

        var refused = await fixture.PostAsync(Claims(EntraMultiTenantFixture.First, user).But((claim, value)));
        var twin = await fixture.PostAsync(Claims(EntraMultiTenantFixture.First, user));

        refused.IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
        Assert.Contains(why, refused.Header("WWW-Authenticate"), StringComparison.Ordinal);
        twin.Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(EntraMultiTenantFixture.Stranger)]
    [InlineData("9188040d-6c67-4c5b-b112-36a304b66dad")]
    public async Task A_user_of_another_tenant_is_refused_though_the_keys_are_the_same(string tenant)
    {
        var user = Guid.NewGuid().ToString();

        var answer = await fixture.PostAsync(Claims(tenant, user));

        answer.IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
        Assert.Contains("tenant is not one of those", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
        Assert.Null(await fixture.Stack.FindRowAsync($"{tenant}|{user}", "entra"));
    }

    [Theory]
    [InlineData("8A0E5B1C-4D1F-4B7E-9C55-1F2A3B4C5D6E")]
    [InlineData("common")]
    [InlineData("{tenantid}")]
    [InlineData("8a0e5b1c-4d1f-4b7e-9c55-1f2a3b4c5d6e/../" + EntraMultiTenantFixture.Stranger)]
    public async Task A_tenant_that_is_no_plain_GUID_names_no_issuer(string tenant) =>
        (await fixture.PostAsync(Claims(tenant, Guid.NewGuid().ToString()))).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");

    [Fact]
    public async Task A_key_for_one_tenants_tokens_cannot_sign_anothers()
    {
        await using var issuer = await TestIssuer.StartAsync();
        issuer.Name = "https://login.microsoftonline.com/{tenantid}/v2.0";
        issuer.KeyIssuer = $"https://login.microsoftonline.com/{EntraMultiTenantFixture.Second}/v2.0";
        await using var stack = await TestStack.StartAsync(fixture.Azurite, new Dictionary<string, string?>(issuer.SettingsFor("entra"))
        {
            ["Authentication:Issuers:entra:Audience"] = EntraMultiTenantFixture.Audience,
            ["Authentication:Issuers:entra:Tenants"] = $"{EntraMultiTenantFixture.First} {EntraMultiTenantFixture.Second}",
            ["Authentication:Issuers:entra:UserIdClaims"] = "tid oid",
        });
        Task<ApiAnswer> PostAsync(string tenant) =>
            stack.AsAsync(Forge.Rs256(issuer.Header(), Claims(tenant, Guid.NewGuid().ToString()), issuer.Key), HttpMethod.Post, "api/me/tokens");

        (await PostAsync(EntraMultiTenantFixture.First)).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
        (await PostAsync(EntraMultiTenantFixture.Second)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Metadata_of_all_tenants_lets_nobody_in_where_no_tenant_is_named()
    {
        await using var issuer = await TestIssuer.StartAsync();
        issuer.Name = "https://login.microsoftonline.com/{tenantid}/v2.0";
        await using var stack = await TestStack.StartAsync(fixture.Azurite, new Dictionary<string, string?>(issuer.SettingsFor("entra"))
        {
            ["Authentication:Issuers:entra:Audience"] = EntraMultiTenantFixture.Audience,
            ["Authentication:Issuers:entra:UserIdClaims"] = "tid oid",
        });

        var answer = await stack.AsAsync(
            Forge.Rs256(issuer.Header(), Claims(EntraMultiTenantFixture.First, Guid.NewGuid().ToString()), issuer.Key), HttpMethod.Post, "api/me/tokens");

        answer.IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Fact]
    public async Task A_daemon_of_a_tenant_that_is_let_in_acts_for_users_with_its_role_and_another_tenants_does_not()
    {
        JsonObject Daemon(string tenant) => Claims(tenant, "11111111-2222-4333-8444-555555555555")
            .But(("scp", null), ("name", null), ("preferred_username", null), ("sub", "11111111-2222-4333-8444-555555555555"), ("roles", new JsonArray("Acs.Admin")));

        (await fixture.AsAdminAsync(Daemon(EntraMultiTenantFixture.First))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        (await fixture.AsAdminAsync(Daemon(EntraMultiTenantFixture.Stranger))).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
    }

    private JsonObject Claims(string tenant, string user) => new()
    {
        ["aud"] = EntraMultiTenantFixture.Audience,
        ["iss"] = $"https://login.microsoftonline.com/{tenant}/v2.0",
        ["iat"] = fixture.Seconds,
        ["nbf"] = fixture.Seconds,
        ["exp"] = fixture.Seconds + 4500,
        ["aio"] = "AVQAq/8TAAAA",
        ["azp"] = "5f7e2c1a-3b4d-4e6f-8a9b-0c1d2e3f4a5b",
        ["azpacr"] = "0",
        ["name"] = "Ada Lovelace",
        ["oid"] = user,
        ["preferred_username"] = "ada@contoso.com",
        ["rh"] = "0.AXkA",
        ["scp"] = "access_as_user",
        ["sub"] = "HKZpfaHyWadeOouYlitjrI-KffTm222X5rrV3xDqfKQ",
        ["tid"] = tenant,
        ["uti"] = "fqiBqXLPj0eQa82S",
        ["ver"] = "2.0",
    };
}
