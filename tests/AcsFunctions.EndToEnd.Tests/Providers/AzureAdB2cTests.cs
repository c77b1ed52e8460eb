using System.Net;
using System.Text.Json.Nodes;
using AcsFunctions.EndToEnd.Tests.Abuse;

namespace AcsFunctions.EndToEnd.Tests.Providers;

/// <summary>Azure AD B2C, whose issuer ends in a slash and whose tokens have auth_time. https://learn.microsoft.com/azure/active-directory-b2c/tokens-overview</summary>
public sealed class AzureAdB2cTests(AzureAdB2cFixture fixture) : IClassFixture<AzureAdB2cFixture>
{
    [Fact]
    public async Task A_user_is_served_and_a_refreshed_session_does_not_outlive_a_revoke()
    {
        var user = Guid.NewGuid().ToString();
        var signedIn = Claims(user);

        (await fixture.PostAsync(Claims(user))).Is(HttpStatusCode.OK);
        (await fixture.Stack.AsAsync(fixture.Sign(Claims(user)), HttpMethod.Post, "api/me/tokens/revoke")).Is(HttpStatusCode.NoContent);
        fixture.Stack.Clock.Advance(TimeSpan.FromMinutes(1));
        var refreshed = await fixture.PostAsync(Claims(user).But(("auth_time", signedIn["auth_time"]!.DeepClone())));
        var anew = await fixture.PostAsync(Claims(user));

        refreshed.IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        anew.Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_ID_token_of_the_same_application_is_refused() =>
        (await fixture.PostAsync(Claims(Guid.NewGuid().ToString()).But(("scp", null), ("azp", null)))).IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");

    [Theory]
    [InlineData("iss", "https://contoso.b2clogin.com/775527ff-9a37-4307-8b3d-cc311f58d925/v2.0")]
    [InlineData("aud", "another")]
    [InlineData("sub", null)]
    public async Task A_token_that_is_wrong_in_one_claim_is_refused(string claim, string? value) =>
        (await fixture.PostAsync(Claims(Guid.NewGuid().ToString()).But((claim, value)))).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");

    private JsonObject Claims(string user) => new()
    {
        ["iss"] = AzureAdB2cFixture.IssuerName,
        ["exp"] = fixture.Seconds + 3600,
        ["nbf"] = fixture.Seconds,
        ["aud"] = "90c0fe63-bcf2-44d5-8fb7-b8bbc0b29dc6",
        ["idp"] = "google.com",
        ["sub"] = user,
        ["oid"] = user,
        ["name"] = "Ada",
        ["tfp"] = "B2C_1_signupsignin1",
        ["nonce"] = "anyRandomValue",
        ["scp"] = "access_as_user",
        ["azp"] = "5f7e2c1a-3b4d-4e6f-8a9b-0c1d2e3f4a5b",
        ["ver"] = "1.0",
        ["iat"] = fixture.Seconds,
        ["auth_time"] = fixture.Seconds,
    };
}
