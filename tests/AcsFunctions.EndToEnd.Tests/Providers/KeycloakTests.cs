using System.Net;
using System.Text.Json.Nodes;
using AcsFunctions.EndToEnd.Tests.Abuse;

namespace AcsFunctions.EndToEnd.Tests.Providers;

/// <summary>Keycloak, whose tokens have no audience of an API until a mapper adds it. https://www.keycloak.org/docs/latest/server_admin/#_audience</summary>
public sealed class KeycloakTests(KeycloakFixture fixture) : IClassFixture<KeycloakFixture>
{
    [Fact]
    public async Task A_user_is_served()
    {
        var user = Guid.NewGuid().ToString();

        (await fixture.PostAsync(Claims(user))).Is(HttpStatusCode.OK);

        Assert.NotNull(await fixture.Stack.FindRowAsync(user, "keycloak"));
    }

    [Theory]
    [InlineData("aud", "account")]
    [InlineData("aud", "front-end")]
    [InlineData("aud", null)]
    [InlineData("iss", "https://id.example.com/realms/other")]
    public async Task A_token_without_the_mapper_or_of_another_realm_is_refused(string claim, string? value) =>
        (await fixture.PostAsync(Claims(Guid.NewGuid().ToString()).But((claim, value)))).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");

    [Fact]
    public async Task An_ID_token_is_refused_even_where_the_mapper_adds_the_audience_to_it() =>
        (await fixture.PostAsync(Claims(Guid.NewGuid().ToString()).But(("typ", "ID"), ("scope", null), ("nonce", "n")))).IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");

    [Fact]
    public async Task A_service_account_is_not_a_user_and_acts_for_users_with_role_and_scope()
    {
        JsonObject ServiceAccount() => Claims(Guid.NewGuid().ToString()).But(
            ("azp", "back-end"), ("client_id", "back-end"), ("preferred_username", "service-account-back-end"), ("clientHost", "10.0.0.1"), ("sid", null), ("name", null));

        (await fixture.PostAsync(ServiceAccount())).IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
        (await fixture.AsAdminAsync(ServiceAccount())).IsProblem(HttpStatusCode.Forbidden, "admin_role_required");
        (await fixture.AsAdminAsync(ServiceAccount().But(("roles", new JsonArray("acs-admin")), ("scope", "profile")))).IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
        (await fixture.AsAdminAsync(ServiceAccount().But(("roles", new JsonArray("acs-admin"))))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
    }

    [Fact]
    public async Task Realm_roles_count_only_where_a_mapper_puts_them_into_the_claim_roles()
    {
        var claims = Claims(Guid.NewGuid().ToString()).But(("realm_access", new JsonObject { ["roles"] = new JsonArray("acs-admin") }));

        (await fixture.AsAdminAsync(claims)).IsProblem(HttpStatusCode.Forbidden, "admin_role_required");
    }

    private JsonObject Claims(string user) => new()
    {
        ["exp"] = fixture.Seconds + 300,
        ["iat"] = fixture.Seconds,
        ["auth_time"] = fixture.Seconds,
        ["jti"] = "onrtac:d58f5dc8-fd8f-462b-8a19-716f8f83985b",
        ["iss"] = KeycloakFixture.IssuerName,
        ["aud"] = new JsonArray("acs-functions", "account"),
        ["sub"] = user,
        ["typ"] = "Bearer",
        ["azp"] = "front-end",
        ["sid"] = "2a88c258-f73a-4103-b862-e1fbd8f4e04e",
        ["acr"] = "1",
        ["allowed-origins"] = new JsonArray("https://app.example.com"),
        ["realm_access"] = new JsonObject { ["roles"] = new JsonArray("offline_access", "default-roles-calls") },
        ["resource_access"] = new JsonObject { ["account"] = new JsonObject { ["roles"] = new JsonArray("manage-account") } },
        ["scope"] = "openid profile access_as_user",
        ["name"] = "Ada Lovelace",
        ["preferred_username"] = "ada",
    };
}
