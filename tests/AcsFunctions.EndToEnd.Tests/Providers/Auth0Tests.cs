using System.Net;
using System.Text.Json.Nodes;
using AcsFunctions.EndToEnd.Tests.Abuse;

namespace AcsFunctions.EndToEnd.Tests.Providers;

/// <summary>Auth0, in both of its token profiles. https://auth0.com/docs/secure/tokens/access-tokens/access-token-profiles</summary>
public sealed class Auth0Tests(Auth0Fixture fixture) : IClassFixture<Auth0Fixture>
{
    private const string Client = "K1AUPhZq8mRi0Q0pjhkfu1D7y6KjDQja";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_user_is_served_whose_id_holds_a_bar(bool isRfc9068)
    {
        var user = $"auth0|{Guid.NewGuid():N}";

        (await fixture.PostAsync(isRfc9068 ? Rfc9068(user) : Claims(user), isRfc9068 ? "at+jwt" : "JWT")).Is(HttpStatusCode.OK);

        Assert.NotNull(await fixture.Stack.FindRowAsync(user, "auth0"));
    }

    [Fact]
    public async Task A_back_end_names_the_user_by_the_same_id()
    {
        var user = $"auth0|{Guid.NewGuid():N}";
        var own = (await fixture.PostAsync(Claims(user))).Is(HttpStatusCode.OK).Identity;

        var read = await fixture.Stack.WithKeyAsync(fixture.Stack.FunctionKey, HttpMethod.Get, $"api/keyed/users/auth0%7C{Uri.EscapeDataString(user)}/identity");

        Assert.Equal(own, read.Is(HttpStatusCode.OK).Identity);
    }

    [Fact]
    public async Task A_machine_in_either_profile_is_not_a_user_and_acts_for_users_with_the_role()
    {
        var machine = Claims(Client + "@clients").But(("gty", "client-credentials"), ("aud", Auth0Fixture.Audience));
        var machine9068 = Rfc9068(Client + "@clients");

        (await fixture.PostAsync(machine)).IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
        (await fixture.PostAsync(machine9068, "at+jwt")).IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
        (await fixture.AsAdminAsync(machine)).IsProblem(HttpStatusCode.Forbidden, "admin_role_required");
        (await fixture.AsAdminAsync(machine.But(("roles", new JsonArray("Acs.Admin")), ("scope", null)))).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
    }

    [Theory]
    [InlineData("aud", "https://tenant.eu.auth0.com/userinfo")]
    [InlineData("aud", "https://calls.example.com")]
    [InlineData("aud", Client)]
    [InlineData("iss", "https://tenant.eu.auth0.com")]
    public async Task A_token_for_something_else_is_refused(string claim, string value) =>
        (await fixture.PostAsync(Claims($"auth0|{Guid.NewGuid():N}").But((claim, value)))).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");

    [Fact]
    public async Task An_encrypted_or_opaque_token_as_Auth0_gives_it_for_no_audience_is_refused()
    {
        (await fixture.Stack.AsAsync("eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwiaXNzIjoiaHR0cHM6Ly90ZW5hbnQuZXUuYXV0aDAuY29tLyJ9..c29tZQ.c29tZQ.c29tZQ", HttpMethod.Post, "api/me/tokens"))
            .IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
        (await fixture.Stack.AsAsync("Zk3yq7W9b2N4v8X1c5M6t0Hj", HttpMethod.Post, "api/me/tokens")).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
    }

    private JsonObject Claims(string user) => new()
    {
        ["iss"] = "https://tenant.eu.auth0.com/",
        ["sub"] = user,
        ["aud"] = new JsonArray(Auth0Fixture.Audience, "https://tenant.eu.auth0.com/userinfo"),
        ["iat"] = fixture.Seconds,
        ["exp"] = fixture.Seconds + 86400,
        ["scope"] = "openid profile access_as_user",
        ["azp"] = Client,
    };

    private JsonObject Rfc9068(string user) => new()
    {
        ["iss"] = "https://tenant.eu.auth0.com/",
        ["sub"] = user,
        ["aud"] = Auth0Fixture.Audience,
        ["client_id"] = Client,
        ["iat"] = fixture.Seconds,
        ["exp"] = fixture.Seconds + 86400,
        ["jti"] = Guid.NewGuid().ToString(),
        ["scope"] = "access_as_user",
    };
}
