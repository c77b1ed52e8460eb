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
    public async Task A_credential_without_its_age_that_lives_for_as_long_as_one_may_be_old_does_not_survive_a_revoke()
    {
        await using var stack = await TestStack.StartAsync(fixture.Azurite, new Dictionary<string, string?>(Partner.SettingsFor("partner"))
        {
            ["Authentication:ClockSkew"] = "00:05:00",
        });
        var user = TestStack.NewUser();
        var now = stack.Clock.GetUtcNow();
        JsonObject Claims() => Partner.Claims(user, now).But(("nbf", null), ("exp", now.AddDays(1).ToUnixTimeSeconds()));
        Task<ApiAnswer> PostAsync(JsonObject claims) => stack.AsAsync(Forge.Rs256(Partner.Header(), claims, Partner.Key), HttpMethod.Post, "api/me/tokens");
        var undated = Claims().But(("iat", null));

        (await PostAsync(undated)).Is(HttpStatusCode.OK);
        (await stack.WithKeyAsync(stack.FunctionKey, HttpMethod.Post, $"api/keyed/users/partner%7C{user}/tokens/revoke")).Is(HttpStatusCode.NoContent);
        stack.Clock.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(2));
        (await PostAsync(undated)).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        stack.Clock.Advance(TimeSpan.FromMinutes(4));
        // Once a token without its age may be one from after the revoke, this one has expired; the clock skew gives it no more time.
        (await PostAsync(undated)).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
        // Control: it gives some to a token that says when it was issued, and one that is younger is let in.
        (await PostAsync(Claims().But(("iat", now.AddMinutes(10).ToUnixTimeSeconds())))).Is(HttpStatusCode.OK);
        (await PostAsync(Partner.Claims(user, stack.Clock.GetUtcNow()).But(("iat", null)))).Is(HttpStatusCode.OK);
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

    [Fact]
    public async Task A_credential_that_says_when_the_user_signed_in_and_not_when_it_was_issued_does_not_survive_a_revoke()
    {
        var user = TestStack.NewUser();
        await RevokeAsync(user);
        JsonObject SignedIn(double seconds) => Partner.Claims(user, Now).But(("iat", null), ("nbf", null), ("auth_time", Now.AddSeconds(seconds).ToUnixTimeSeconds()));

        var fromTheFuture = await PostAsync(SignedIn(3600));
        var before = await PostAsync(SignedIn(-60));
        Stack.Clock.Advance(TimeSpan.FromSeconds(2));
        var after = await PostAsync(SignedIn(0));

        fromTheFuture.IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
        before.IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        after.Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_credential_cannot_be_stamped_further_ahead_than_a_revoke_allows_for()
    {
        await using var stack = await TestStack.StartAsync(fixture.Azurite, new Dictionary<string, string?>(Partner.SettingsFor("partner"))
        {
            ["Identities:RevocationTolerance"] = "00:00:10",
            ["Authentication:ClockSkew"] = "00:05:00",
        });
        var user = TestStack.NewUser();
        var now = stack.Clock.GetUtcNow();
        string Ahead(int seconds) => Forge.Rs256(Partner.Header(), Partner.Claims(user, now).But(("iat", now.AddSeconds(seconds).ToUnixTimeSeconds())), Partner.Key);

        var tooFar = await stack.AsAsync(Ahead(20), HttpMethod.Post, "api/me/tokens");
        var within = await stack.AsAsync(Ahead(9), HttpMethod.Post, "api/me/tokens");
        (await stack.WithKeyAsync(stack.FunctionKey, HttpMethod.Post, $"api/keyed/users/partner%7C{user}/tokens/revoke")).Is(HttpStatusCode.NoContent);
        stack.Clock.Advance(TimeSpan.FromSeconds(30));
        var survivor = await stack.AsAsync(Ahead(9), HttpMethod.Post, "api/me/tokens");
        var anew = await stack.AsAsync(Partner.Token(user, stack.Clock.GetUtcNow()), HttpMethod.Post, "api/me/tokens");

        tooFar.IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
        within.Is(HttpStatusCode.OK);
        survivor.IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        anew.Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Where_the_sign_in_must_be_known_no_refresh_token_outlives_a_revoke()
    {
        await using var stack = await TestStack.StartAsync(fixture.Azurite, new Dictionary<string, string?>(Partner.SettingsFor("partner"))
        {
            ["Authentication:Issuers:partner:RequireAuthTime"] = "true",
        });
        var user = TestStack.NewUser();
        var signedInOn = stack.Clock.GetUtcNow().ToUnixTimeSeconds();
        Task<ApiAnswer> RefreshedAsync(long? authTime, string path = "api/me/tokens") => stack.AsAsync(
            Forge.Rs256(Partner.Header(), Partner.Claims(user, stack.Clock.GetUtcNow()).But(("auth_time", authTime)), Partner.Key), HttpMethod.Post, path);

        (await RefreshedAsync(signedInOn)).Is(HttpStatusCode.OK);
        (await RefreshedAsync(signedInOn, "api/me/tokens/revoke")).Is(HttpStatusCode.NoContent);
        stack.Clock.Advance(TimeSpan.FromMinutes(5));
        var silent = await RefreshedAsync(null);
        var refreshed = await RefreshedAsync(signedInOn);
        var anew = await RefreshedAsync(stack.Clock.GetUtcNow().ToUnixTimeSeconds());
        var app = await stack.AsAsync(
            Forge.Rs256(
                Partner.Header(),
                Partner.Claims(user, stack.Clock.GetUtcNow()).But(("idtyp", "app"), ("scp", null), ("roles", new JsonArray(TestIssuer.AdminRole))),
                Partner.Key),
            HttpMethod.Get,
            "api/users/local%7Csomeone/identity");

        silent.IsProblem(HttpStatusCode.Unauthorized, "auth_time_missing");
        refreshed.IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        anew.Is(HttpStatusCode.OK);
        // An app signs nobody in.
        app.IsProblem(HttpStatusCode.NotFound, "identity_not_found");
    }

    [Fact]
    public async Task A_session_cannot_be_kept_alive_for_longer_than_the_memory_of_its_end()
    {
        await using var stack = await TestStack.StartAsync(fixture.Azurite, Partner.SettingsFor("partner"));
        var user = TestStack.NewUser();
        var signedInOn = stack.Clock.GetUtcNow().ToUnixTimeSeconds();
        Task<ApiAnswer> RefreshedAsync(string who) => stack.AsAsync(
            Forge.Rs256(Partner.Header(), Partner.Claims(who, stack.Clock.GetUtcNow()).But(("auth_time", signedInOn)), Partner.Key), HttpMethod.Post, "api/me/tokens");
        async Task LaterAsync(int days)
        {
            stack.Clock.Advance(TimeSpan.FromDays(days));
            await stack.CleanUpAsync();
        }

        (await stack.WithKeyAsync(stack.FunctionKey, HttpMethod.Delete, $"api/keyed/users/partner%7C{user}/identity")).Is(HttpStatusCode.NoContent);
        // Older than any credential may be, by its own date of issue.
        await LaterAsync(30);
        var afterAMonth = await RefreshedAsync(user);
        var anotherUser = await RefreshedAsync(TestStack.NewUser());
        await LaterAsync(59);
        var afterThree = await RefreshedAsync(user);
        await LaterAsync(3);
        var forgotten = await stack.FindRowAsync(user, "partner");
        var tooOld = await RefreshedAsync(user);
        var anew = await stack.AsAsync(Partner.Token(user, stack.Clock.GetUtcNow()), HttpMethod.Post, "api/me/tokens");

        afterAMonth.IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        anotherUser.Is(HttpStatusCode.OK);
        afterThree.IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        Assert.Null(forgotten);
        tooOld.IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        anew.Is(HttpStatusCode.OK);
    }

    private async Task RevokeAsync(string user) =>
        (await Stack.WithKeyAsync(Stack.FunctionKey, HttpMethod.Post, $"api/keyed/users/partner%7C{user}/tokens/revoke")).Is(HttpStatusCode.NoContent);

    private Task<ApiAnswer> PostAsync(JsonObject claims) =>
        Stack.AsAsync(Forge.Rs256(Partner.Header(), claims, Partner.Key), HttpMethod.Post, "api/me/tokens");
}
