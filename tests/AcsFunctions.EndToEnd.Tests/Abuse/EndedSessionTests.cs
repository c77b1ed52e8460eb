using System.Net;
using System.Text.Json.Nodes;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>Credentials that were good once.</summary>
public sealed class EndedSessionTests(ForgeryFixture fixture) : IClassFixture<ForgeryFixture>
{
    private TestStack Stack => fixture.Stack;

    private TestIssuer Partner => fixture.Partner;

    private DateTimeOffset Now => Stack.Clock.GetUtcNow();

    [Fact]
    public async Task A_session_revived_after_a_revoke_by_a_refresh_token_is_as_old_as_its_sign_in()
    {
        var user = TestStack.NewUser();
        var signedInOn = Now.ToUnixTimeSeconds();
        await RevokeAsync(user);
        Stack.Clock.Advance(TimeSpan.FromSeconds(10));

        var revived = await PostAsync(Partner.Claims(user, Now).But(("auth_time", signedInOn)));
        var anew = await PostAsync(Partner.Claims(user, Now).But(("auth_time", Now.ToUnixTimeSeconds())));
        var silent = await PostAsync(Partner.Claims(user, Now));

        revived.IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        anew.Is(HttpStatusCode.OK);
        silent.Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_session_of_the_very_second_of_a_revoke_is_over()
    {
        var user = TestStack.NewUser();
        await RevokeAsync(user);
        var validFrom = (await Stack.FindRowAsync(user, "partner"))!.GetDateTimeOffset("TokensValidFrom")!.Value;
        Stack.Clock.Advance(TimeSpan.FromSeconds(5));

        var within = await PostAsync(Partner.Claims(user, Now).But(("iat", validFrom.ToUnixTimeSeconds()), ("nbf", null)));
        var fraction = await PostAsync(Partner.Claims(user, Now).But(("iat", validFrom.ToUnixTimeSeconds() + 0.999), ("nbf", null)));
        var after = await PostAsync(Partner.Claims(user, Now).But(("iat", validFrom.ToUnixTimeSeconds() + 1), ("nbf", null)));

        within.IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        fraction.IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        after.Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_credential_cannot_be_older_than_a_day_nor_come_without_its_age_for_a_day_after_a_revoke()
    {
        var user = TestStack.NewUser();
        JsonObject Timeless() => Partner.Claims(user, Now).But(("iat", null));
        JsonObject Aged(int hours) => Partner.Claims(user, Now).But(("iat", Now.AddHours(-hours).ToUnixTimeSeconds()));

        (await PostAsync(Aged(25))).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        (await PostAsync(Aged(23))).Is(HttpStatusCode.OK);
        (await PostAsync(Timeless())).Is(HttpStatusCode.OK);
        await RevokeAsync(user);
        (await PostAsync(Timeless())).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        Stack.Clock.Advance(TimeSpan.FromHours(23));
        (await PostAsync(Timeless())).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        Stack.Clock.Advance(TimeSpan.FromHours(2));
        (await PostAsync(Timeless())).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_session_from_before_a_deletion_cannot_bring_the_identity_back()
    {
        var user = TestStack.NewUser();
        var session = Partner.Token(user, Now);
        var before = await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens");
        (await Stack.AsAsync(session, HttpMethod.Delete, "api/me/identity")).Is(HttpStatusCode.NoContent);
        Stack.Clock.Advance(TimeSpan.FromSeconds(5));

        foreach (var (method, path, body) in SelfServiceTests.SelfRoutes)
        {
            (await Stack.AsAsync(session, method, path, body)).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        }

        Assert.Null((await Stack.FindRowAsync(user, "partner"))!.GetString("CommunicationUserId"));
        Assert.False(Stack.Acs.Inspection.Validate(before.Token).Valid);
        Assert.NotEqual(before.Identity, (await Stack.AsAsync(Partner.Token(user, Now), HttpMethod.Post, "api/me/tokens")).Is(HttpStatusCode.OK).Identity);
    }

    [Fact]
    public async Task An_admins_ended_session_cannot_act_on_any_route()
    {
        var user = TestStack.NewUser();
        var session = Forge.Rs256(Partner.Header(), Partner.Claims(user, Now).But(("roles", new JsonArray(TestIssuer.AdminRole))), Partner.Key);
        await RevokeAsync(user);
        Stack.Clock.Advance(TimeSpan.FromSeconds(5));
        var anew = Forge.Rs256(Partner.Header(), Partner.Claims(user, Now).But(("roles", new JsonArray(TestIssuer.AdminRole))), Partner.Key);

        foreach (var (method, path, body) in SelfServiceTests.SelfRoutes)
        {
            var others = path.Replace("api/me", "api/users/local%7Csomeone", StringComparison.Ordinal);
            (await Stack.AsAsync(session, method, others, body)).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        }

        (await Stack.AsAsync(anew, HttpMethod.Get, "api/users/local%7Csomeone/identity")).IsProblem(HttpStatusCode.NotFound, "identity_not_found");
    }

    private async Task RevokeAsync(string user) =>
        (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, $"api/keyed/users/partner%7C{user}/tokens/revoke")).Is(HttpStatusCode.NoContent);

    private Task<ApiAnswer> PostAsync(JsonObject claims) =>
        Stack.AsAsync(Forge.Rs256(Partner.Header(), claims, Partner.Key), HttpMethod.Post, "api/me/tokens");
}
