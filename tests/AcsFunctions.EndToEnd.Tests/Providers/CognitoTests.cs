using System.Net;
using System.Text.Json.Nodes;
using AcsFunctions.EndToEnd.Tests.Abuse;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Providers;

/// <summary>
/// Amazon Cognito, whose access tokens name the client where others name an audience.
/// https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
/// </summary>
public sealed class CognitoTests(CognitoFixture fixture) : IClassFixture<CognitoFixture>
{
    [Theory]
    [InlineData(CognitoFixture.Client)]
    [InlineData("2example34567890")]
    public async Task A_user_of_a_client_that_is_named_is_served(string client)
    {
        var user = Guid.NewGuid().ToString();

        (await fixture.PostAsync(Claims(user).But(("client_id", client)))).Is(HttpStatusCode.OK);

        Assert.NotNull(await fixture.Stack.FindRowAsync(user, "cognito"));
    }

    [Theory]
    [InlineData("client_id", "3example45678901")]
    [InlineData("client_id", "1EXAMPLE23456789")]
    [InlineData("client_id", CognitoFixture.Client + " 2example34567890")]
    [InlineData("client_id", null)]
    [InlineData("token_use", "id")]
    [InlineData("token_use", "refresh")]
    [InlineData("token_use", null)]
    [InlineData("iss", "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_ANOTHER")]
    [InlineData("sub", null)]
    public async Task A_token_that_is_wrong_in_one_claim_is_refused(string claim, string? value) =>
        (await fixture.PostAsync(Claims(Guid.NewGuid().ToString()).But((claim, value)))).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");

    [Fact]
    public async Task An_audience_that_is_there_counts_whatever_the_client_is()
    {
        ApiAnswer[] answers =
        [
            await fixture.PostAsync(Claims(Guid.NewGuid().ToString()).But(("aud", "https://calls.example.com"))),
            await fixture.PostAsync(Claims(Guid.NewGuid().ToString()).But(("aud", "https://other.example.com"))),
            await fixture.PostAsync(Claims(Guid.NewGuid().ToString()).But(("aud", CognitoFixture.Client))),
            await fixture.PostAsync(Claims(Guid.NewGuid().ToString()).But(("aud", ""))),
            await fixture.PostAsync(Claims(Guid.NewGuid().ToString()).But(("aud", new JsonArray()))),
        ];

        answers[0].Is(HttpStatusCode.OK);
        Assert.All(answers.Skip(1), answer => answer.IsProblem(HttpStatusCode.Unauthorized, "invalid_token"));
    }

    [Fact]
    public async Task An_ID_token_of_a_client_that_is_named_is_refused()
    {
        var claims = Claims(Guid.NewGuid().ToString())
            .But(("token_use", "id"), ("aud", CognitoFixture.Client), ("client_id", null), ("scope", null), ("cognito:username", "ada"));

        (await fixture.PostAsync(claims)).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Fact]
    public async Task A_token_without_the_scope_and_a_clients_own_token_cannot_act_as_a_user()
    {
        var user = Guid.NewGuid().ToString();

        var without = await fixture.PostAsync(Claims(user).But(("scope", "aws.cognito.signin.user.admin")));
        var client = await fixture.PostAsync(Claims(CognitoFixture.Client).But(("username", null), ("auth_time", null)));

        without.IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
        client.IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
    }

    [Fact]
    public async Task A_session_that_was_refreshed_does_not_outlive_a_revoke()
    {
        var user = Guid.NewGuid().ToString();
        var signedInOn = fixture.Seconds;
        (await fixture.Stack.AsAsync(fixture.Sign(Claims(user)), HttpMethod.Post, "api/me/tokens/revoke")).Is(HttpStatusCode.NoContent);
        fixture.Stack.Clock.Advance(TimeSpan.FromMinutes(1));

        (await fixture.PostAsync(Claims(user).But(("auth_time", signedInOn)))).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        (await fixture.PostAsync(Claims(user))).Is(HttpStatusCode.OK);
    }

    private JsonObject Claims(string user) => new()
    {
        ["sub"] = user,
        ["device_key"] = "eu-central-1_a1b2c3d4-5678-90ab-cdef-EXAMPLE11111",
        ["cognito:groups"] = new JsonArray("callers"),
        ["iss"] = CognitoFixture.IssuerName,
        ["version"] = 2,
        ["client_id"] = CognitoFixture.Client,
        ["origin_jti"] = "a1b2c3d4-5678-90ab-cdef-EXAMPLE22222",
        ["event_id"] = "a1b2c3d4-5678-90ab-cdef-EXAMPLE33333",
        ["token_use"] = "access",
        ["scope"] = "openid profile calls/access_as_user",
        ["auth_time"] = fixture.Seconds,
        ["exp"] = fixture.Seconds + 3600,
        ["iat"] = fixture.Seconds,
        ["jti"] = "a1b2c3d4-5678-90ab-cdef-EXAMPLE44444",
        ["username"] = "ada",
    };
}
