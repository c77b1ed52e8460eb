using System.Net;
using System.Text.Json.Nodes;
using AcsFunctions.EndToEnd.Tests.Abuse;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Providers;

/// <summary>Firebase, which has ID tokens only: the checks of https://firebase.google.com/docs/auth/admin/verify-id-tokens, and what we ask besides.</summary>
public sealed class FirebaseTests(FirebaseFixture fixture) : IClassFixture<FirebaseFixture>
{
    [Theory]
    [InlineData("password")]
    [InlineData("google.com")]
    [InlineData("phone")]
    [InlineData("custom")]
    public async Task A_user_who_signed_in_is_served(string how)
    {
        var user = Uid();

        (await fixture.PostAsync(Claims(user).But(("firebase", SignedIn(how))))).Is(HttpStatusCode.OK);

        Assert.NotNull(await fixture.Stack.FindRowAsync(user, "firebase"));
    }

    [Theory]
    [InlineData("aud", "another-project", "invalid_token")]
    [InlineData("aud", null, "invalid_token")]
    [InlineData("iss", "https://securetoken.google.com/another-project", "invalid_token")]
    [InlineData("iss", "https://session.firebase.google.com/" + FirebaseFixture.Project, "invalid_token")]
    [InlineData("sub", "", "invalid_token")]
    [InlineData("auth_time", null, "auth_time_missing")]
    [InlineData("token_use", "access", "invalid_token")]
    public async Task A_token_that_is_wrong_in_one_claim_is_refused(string claim, string? value, string code) =>
        (await fixture.PostAsync(Claims(Uid()).But((claim, value)))).IsProblem(HttpStatusCode.Unauthorized, code);

    [Theory]
    [InlineData("exp", -31)]
    [InlineData("iat", 40)]
    [InlineData("auth_time", 40)]
    public async Task A_token_that_has_expired_or_is_from_the_future_is_refused(string claim, int seconds) =>
        (await fixture.PostAsync(Claims(Uid()).But((claim, fixture.Seconds + seconds)))).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");

    [Fact]
    public async Task A_user_who_signed_in_anonymously_is_refused_unless_a_setting_allows_it()
    {
        await using var open = await TestStack.StartAsync(fixture.Azurite, new Dictionary<string, string?>
        {
            ["Authentication:Issuers:firebase:Authority"] = fixture.Issuer.Address,
            ["Authentication:Issuers:firebase:Audience"] = FirebaseFixture.Project,
            ["Authentication:Issuers:firebase:AcceptIdTokens"] = "true",
            ["Authentication:Issuers:firebase:AllowAnonymousSignIns"] = "true",
        });
        SetClock(open);
        var anonymous = Claims(Uid()).But(("provider_id", "anonymous"), ("firebase", SignedIn("anonymous")), ("email", null));
        var inOnePlace = Claims(Uid()).But(("firebase", SignedIn("anonymous")));

        (await fixture.PostAsync(anonymous)).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
        (await fixture.PostAsync(inOnePlace)).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
        (await open.AsAsync(fixture.Sign(anonymous), HttpMethod.Post, "api/me/tokens")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_custom_claim_can_stand_in_for_the_scope()
    {
        await using var stack = await TestStack.StartAsync(fixture.Azurite, new Dictionary<string, string?>
        {
            ["Authentication:Issuers:firebase:Authority"] = fixture.Issuer.Address,
            ["Authentication:Issuers:firebase:Audience"] = FirebaseFixture.Project,
            ["Authentication:Issuers:firebase:AcceptIdTokens"] = "true",
            ["Authentication:Issuers:firebase:RequiredScope"] = "calls",
        });
        SetClock(stack);

        (await stack.AsAsync(fixture.Sign(Claims(Uid())), HttpMethod.Post, "api/me/tokens")).IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
        (await stack.AsAsync(fixture.Sign(Claims(Uid()).But(("scope", "calls"))), HttpMethod.Post, "api/me/tokens")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_role_in_an_ID_token_makes_nobody_an_admin()
    {
        var claims = Claims(Uid()).But(("roles", new JsonArray("Acs.Admin")), ("scope", "access_as_user"), ("idtyp", "app"));

        (await fixture.AsAdminAsync(claims)).IsProblem(HttpStatusCode.Forbidden, "admin_role_required");
    }

    [Fact]
    public async Task A_session_that_the_SDK_keeps_refreshing_does_not_outlive_a_revoke()
    {
        var user = Uid();
        var signedInOn = fixture.Seconds;
        (await fixture.Stack.AsAsync(fixture.Sign(Claims(user)), HttpMethod.Post, "api/me/tokens/revoke")).Is(HttpStatusCode.NoContent);
        fixture.Stack.Clock.Advance(TimeSpan.FromHours(1));

        (await fixture.PostAsync(Claims(user).But(("auth_time", signedInOn)))).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        (await fixture.PostAsync(Claims(user))).Is(HttpStatusCode.OK);
    }

    // The fixture's clock may be ahead, and its tokens then from the future of another stack.
    private void SetClock(TestStack stack) => stack.Clock.Advance(fixture.Now - stack.Clock.GetUtcNow());

    private static string Uid() => Guid.NewGuid().ToString("N")[..28];

    private static JsonObject SignedIn(string how) => new() { ["identities"] = new JsonObject { ["email"] = new JsonArray("ada@example.com") }, ["sign_in_provider"] = how };

    private JsonObject Claims(string user) => new()
    {
        ["iss"] = "https://securetoken.google.com/" + FirebaseFixture.Project,
        ["aud"] = FirebaseFixture.Project,
        ["auth_time"] = fixture.Seconds,
        ["user_id"] = user,
        ["sub"] = user,
        ["iat"] = fixture.Seconds,
        ["exp"] = fixture.Seconds + 3600,
        ["email"] = "ada@example.com",
        ["email_verified"] = false,
        ["firebase"] = SignedIn("password"),
    };
}
