using System.Net;
using System.Text.Json.Nodes;
using AcsFunctions.EndToEnd.Tests.Abuse;

namespace AcsFunctions.EndToEnd.Tests.Providers;

/// <summary>Entra External ID: one tenant of its own, and access tokens of Entra's form. https://learn.microsoft.com/entra/external-id/customers/</summary>
public sealed class EntraExternalIdTests(EntraExternalIdFixture fixture) : IClassFixture<EntraExternalIdFixture>
{
    [Fact]
    public async Task A_customer_is_served()
    {
        var user = Guid.NewGuid().ToString();

        (await fixture.PostAsync(Claims(user))).Is(HttpStatusCode.OK);

        Assert.NotNull(await fixture.Stack.FindRowAsync($"{EntraExternalIdFixture.Tenant}|{user}", "customers"));
    }

    [Fact]
    public async Task An_ID_token_of_the_same_registration_is_refused() =>
        (await fixture.PostAsync(Claims(Guid.NewGuid().ToString()).But(("scp", null), ("azp", null), ("nonce", "n")))).IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");

    [Theory]
    [InlineData("aud", "00000003-0000-0000-c000-000000000000")]
    [InlineData("iss", "https://login.microsoftonline.com/" + EntraExternalIdFixture.Tenant + "/v2.0")]
    [InlineData("iss", "https://contoso.ciamlogin.com/" + EntraExternalIdFixture.Tenant + "/v2.0")]
    public async Task A_token_for_another_API_or_of_another_name_is_refused(string claim, string value) =>
        (await fixture.PostAsync(Claims(Guid.NewGuid().ToString()).But((claim, value)))).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");

    private JsonObject Claims(string user) => new()
    {
        ["aud"] = EntraExternalIdFixture.Audience,
        ["iss"] = $"https://{EntraExternalIdFixture.Tenant}.ciamlogin.com/{EntraExternalIdFixture.Tenant}/v2.0",
        ["iat"] = fixture.Seconds,
        ["nbf"] = fixture.Seconds,
        ["exp"] = fixture.Seconds + 3900,
        ["azp"] = "5f7e2c1a-3b4d-4e6f-8a9b-0c1d2e3f4a5b",
        ["azpacr"] = "0",
        ["name"] = "unknown",
        ["oid"] = user,
        ["preferred_username"] = "ada@example.com",
        ["scp"] = "access_as_user",
        ["sub"] = "lyZ2m3o6mDVqZlKJmTpnYRTr1pOLmPzZ",
        ["tid"] = EntraExternalIdFixture.Tenant,
        ["ver"] = "2.0",
    };
}
