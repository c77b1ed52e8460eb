using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>Tokens that nobody issued, or not for us.</summary>
public sealed class ForgedTokenTests(ForgeryFixture fixture) : IClassFixture<ForgeryFixture>
{
    private TestStack Stack => fixture.Stack;

    private TestIssuer Partner => fixture.Partner;

    private DateTimeOffset Now => Stack.Clock.GetUtcNow();

    public static TheoryData<string> ForgeryNames => [.. new Forgeries(null!).All.Keys];

    [Theory]
    [MemberData(nameof(ForgeryNames))]
    public async Task A_forged_token_cannot_be_used(string forgery)
    {
        var user = TestStack.NewUser();
        // The issuer may be asked for a key again, so that one it does not have is refused for good.
        Stack.Clock.Advance(TimeSpan.FromSeconds(31));

        var forged = await PostAsync(new Forgeries(fixture).All[forgery](user, Now));
        var row = await Stack.FindRowAsync(user, "partner");
        var twin = await PostAsync(Partner.Token(user, Now));

        forged.IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
        Assert.Null(row);
        twin.Is(HttpStatusCode.OK);
        Assert.NotNull(await Stack.FindRowAsync(user, "partner"));
    }

    [Fact]
    public async Task An_address_in_a_token_is_never_asked_for_keys()
    {
        var forgeries = new Forgeries(fixture).All;

        foreach (var forgery in new[] { "jku", "x5u", "the attacker as issuer" })
        {
            (await PostAsync(forgeries[forgery](TestStack.NewUser(), Now))).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
        }

        Assert.Equal(0, fixture.Attacker.Documents + fixture.Attacker.KeySets);
        // Control: an issuer that was configured is asked.
        Assert.NotEqual(0, Partner.KeySets);
    }

    [Fact]
    public async Task The_same_subject_of_another_issuer_is_another_user()
    {
        var user = TestStack.NewUser();

        var own = await PostAsync(Partner.Token(user, Now));
        var others = await PostAsync(fixture.Rival.Token(user, Now));
        var locals = await Stack.AsAsync(Stack.SignIn(user), HttpMethod.Post, "api/me/tokens");
        var again = await PostAsync(Partner.Token(user, Now));

        Assert.Equal(3, new[] { own.Is(HttpStatusCode.OK).Identity, others.Is(HttpStatusCode.OK).Identity, locals.Is(HttpStatusCode.OK).Identity }.Distinct().Count());
        Assert.Equal(own.Identity, again.Identity);
    }

    [Fact]
    public async Task A_subject_cannot_write_itself_into_another_issuers_users()
    {
        var user = TestStack.NewUser();
        var victim = await PostAsync(fixture.Rival.Token(user, Now));

        var attack = await PostAsync(Partner.Token("rival|" + user, Now));

        Assert.NotEqual(victim.Is(HttpStatusCode.OK).Identity, attack.Is(HttpStatusCode.OK).Identity);
        Assert.NotNull(await Stack.FindRowAsync("rival|" + user, "partner"));
    }

    [Theory]
    [InlineData("scp", null)]
    [InlineData("scp", "")]
    [InlineData("scp", "access_as_user_too")]
    [InlineData("scp", "ACCESS_AS_USER")]
    [InlineData("scp", "openid,access_as_user")]
    [InlineData("client_id", "$user")]
    [InlineData("azp", "$user")]
    [InlineData("appid", "$user")]
    [InlineData("idtyp", "app")]
    [InlineData("gty", "client-credentials")]
    public async Task A_token_without_the_scope_or_of_an_app_cannot_act_as_a_user(string claim, string? value)
    {
        var user = TestStack.NewUser();
        var claims = Partner.Claims(user, Now).But((claim, value?.Replace("$user", user, StringComparison.Ordinal)));

        var answer = await PostAsync(Forge.Rs256(Partner.Header(), claims, Partner.Key));

        answer.IsProblem(HttpStatusCode.Forbidden, "insufficient_scope");
        Assert.Null(await Stack.FindRowAsync(user, "partner"));
        (await PostAsync(Partner.Token(user, Now))).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("roles", "Partner.User")]
    [InlineData("roles", "partner.admin")]
    [InlineData("role", TestIssuer.AdminRole)]
    [InlineData("groups", TestIssuer.AdminRole)]
    [InlineData("scp", TestIssuer.Scope + " " + TestIssuer.AdminRole)]
    public async Task A_claim_that_is_not_the_admin_role_does_not_act_for_others(string claim, string value)
    {
        var claims = Partner.Claims(TestStack.NewUser(), Now);
        const string path = "api/users/local%7Csomeone/identity";

        var refused = await Stack.AsAsync(Forge.Rs256(Partner.Header(), claims.But((claim, value)), Partner.Key), HttpMethod.Get, path);
        var twin = await Stack.AsAsync(Forge.Rs256(Partner.Header(), claims.But(("roles", new JsonArray(TestIssuer.AdminRole))), Partner.Key), HttpMethod.Get, path);

        refused.IsProblem(HttpStatusCode.Forbidden, "admin_role_required");
        twin.IsProblem(HttpStatusCode.NotFound, "identity_not_found");
    }

    [Fact]
    public async Task Another_issuers_admin_role_does_not_act_for_others()
    {
        var claims = Partner.Claims(TestStack.NewUser(), Now).But(("roles", new JsonArray(Local.LocalStack.AdminRole)));

        var answer = await Stack.AsAsync(Forge.Rs256(Partner.Header(), claims, Partner.Key), HttpMethod.Get, "api/users/local%7Csomeone/identity");

        answer.IsProblem(HttpStatusCode.Forbidden, "admin_role_required");
    }

    [Fact]
    public async Task What_issuers_that_follow_the_standards_vary_in_is_accepted()
    {
        foreach (var (header, change) in new (JsonObject Header, (string, JsonNode?) Change)[]
        {
            (Partner.Header().But(("typ", null)), ("x", null)),
            (Partner.Header().But(("typ", "JWT")), ("x", null)),
            (Partner.Header().But(("typ", "application/at+jwt")), ("x", null)),
            (Partner.Header().But(("kid", null)), ("x", null)),
            (Partner.Header(), ("aud", new JsonArray("api://other", TestIssuer.Audience))),
            (Partner.Header(), ("scp", new JsonArray("openid", TestIssuer.Scope))),
            (Partner.Header(), ("scp", "openid " + TestIssuer.Scope)),
            (Partner.Header(), ("iat", Now.ToUnixTimeSeconds() + 0.5)),
            (Partner.Header(), ("nbf", Now.ToUnixTimeSeconds() + 20)),
            (Partner.Header(), ("exp", Now.ToUnixTimeSeconds() - 20)),
            (Partner.Header(), ("nbf", null)),
            (Partner.Header(), ("client_id", "front-end")),
        })
        {
            var claims = Partner.Claims(TestStack.NewUser(), Now).But(change);

            var answer = await PostAsync(Forge.Rs256(header, claims, Partner.Key));

            Assert.True(answer.Status == HttpStatusCode.OK, $"{header.ToJsonString()}.{claims.ToJsonString()}: {answer.Body}");
        }

        (await PostAsync(Forge.Ps256(Partner.Header().But(("alg", "PS256")), Partner.Claims(TestStack.NewUser(), Now), Partner.Key))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_that_lives_longer_than_credentials_may_be_old_must_say_when_it_was_issued()
    {
        var claims = Partner.Claims(TestStack.NewUser(), Now).But(("iat", null));
        var shortLived = Forge.Rs256(Partner.Header(), claims, Partner.Key);
        var longLived = Forge.Rs256(Partner.Header(), claims.But(("exp", Now.AddDays(2).ToUnixTimeSeconds())), Partner.Key);

        (await PostAsync(shortLived)).Is(HttpStatusCode.OK);
        (await PostAsync(longLived)).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
    }

    // As it is: HttpClient would drop what it finds odd in a header.
    private Task<ApiAnswer> PostAsync(string token)
    {
        Stack.Secrets.AddToken(token);
        return Stack.SendAsync(HttpMethod.Post, "api/me/tokens", null, request =>
            Assert.True(request.Headers.TryAddWithoutValidation("Authorization", new AuthenticationHeaderValue("Bearer", token).ToString())));
    }
}
