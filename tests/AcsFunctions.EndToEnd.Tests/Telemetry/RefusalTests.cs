using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using AcsFunctions.EndToEnd.Tests.Abuse;
using AcsFunctions.EndToEnd.Tests.Stack;
using Microsoft.Extensions.DependencyInjection;

namespace AcsFunctions.EndToEnd.Tests.Telemetry;

/// <summary>Why a caller was refused, for those who run the service.</summary>
public sealed class RefusalTests(ForgeryFixture fixture, SharedAzurite azurite) : IClassFixture<ForgeryFixture>
{
    private TestStack Stack => fixture.Stack;

    private TestIssuer Partner => fixture.Partner;

    private DateTimeOffset Now => Stack.Clock.GetUtcNow();

    public static TheoryData<string, string, string?> Wrong => new()
    {
        { "expired", "exp", "-31" },
        { "not_yet_valid", "nbf", "40" },
        { "issued_in_future", "iat", "40" },
        { "issued_in_future", "auth_time", "40" },
        { "credential_too_old", "iat", "-90000" },
        { "session_too_old", "auth_time", "-8000000" },
        { "audience", "aud", "api://other" },
        { "issuer_unknown", "iss", "https://issuer.example" },
        { "claim_missing", "sub", null },
        { "claim_malformed", "auth_time", "soon" },
        { "token_kind", "token_use", "id" },
        { "scope", "scp", "openid" },
        { "not_a_user", "idtyp", "app" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_refusal_says_why_in_the_log_and_in_a_metric_and_not_in_the_answer(string reason, string claim, string? value)
    {
        using var meters = new MeterWatch().Of(Stack.Meters);
        var before = Stack.Log.Lines.Count(IsLogged);
        JsonNode? changed = int.TryParse(value, CultureInfo.InvariantCulture, out var seconds) ? Now.AddSeconds(seconds).ToUnixTimeSeconds() : value;
        var token = Forge.Rs256(Partner.Header(), Partner.Claims(TestStack.NewUser(), Now).But((claim, changed)), Partner.Key);

        var answer = await Stack.AsAsync(token, HttpMethod.Post, "api/me/tokens");

        Assert.Contains(answer.Status, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden });
        Assert.Equal(before + 1, Stack.Log.Lines.Count(IsLogged));
        Assert.Contains(meters.Measurements, any => any.Instrument == "acsfunctions.callers.refusals" && any.Tags == $"reason={reason}");
        Assert.DoesNotContain($"\"{reason}\"", answer.Body, StringComparison.Ordinal);

        bool IsLogged(string line) => line.Contains("[2102]", StringComparison.Ordinal) && line.Contains($"Reason={reason} ", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("malformed", "Bearer a.b")]
    [InlineData("malformed", "Bearer a.b.c")]
    [InlineData("not_one_token", "Bearer a b")]
    [InlineData("not_one_token", "Basic dXNlcjpwYXNzd29yZA==")]
    [InlineData("no_credential", null)]
    public async Task A_header_that_is_no_token_has_a_reason_too(string reason, string? header)
    {
        using var meters = new MeterWatch().Of(Stack.Meters);

        await Stack.SendAsync(HttpMethod.Get, "api/me/identity", null, request =>
            Assert.True(header is null || request.Headers.TryAddWithoutValidation("Authorization", header)));

        Assert.Contains(meters.Measurements, any => any.Instrument == "acsfunctions.callers.refusals" && any.Tags == $"reason={reason}");
    }

    [Fact]
    public async Task Keys_and_signatures_have_reasons_of_their_own()
    {
        using var meters = new MeterWatch().Of(Stack.Meters);
        var user = TestStack.NewUser();
        using var other = new SpareKey();

        await SendAsync(Forge.Rs256(Partner.Header(), Partner.Claims(user, Now), other.Value));
        await SendAsync(Forge.Hs256(Partner.Header().But(("alg", "HS256")), Partner.Claims(user, Now), [1]));
        Stack.Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(Forge.Rs256(Partner.Header().But(("kid", "unknown")), Partner.Claims(user, Now), Partner.Key));
        await SendAsync(Forge.Rs256(Partner.Header().But(("kid", "unknown")), Partner.Claims(user, Now), Partner.Key));

        Assert.Equal(
            ["reason=signature", "reason=algorithm", "reason=key_unknown", "reason=key_not_looked_up"],
            meters.Measurements.Where(any => any.Instrument == "acsfunctions.callers.refusals").Select(any => any.Tags));

        Task<ApiAnswer> SendAsync(string token) => Stack.AsAsync(token, HttpMethod.Post, "api/me/tokens");
    }

    [Fact]
    public async Task A_session_that_was_ended_has_the_reason_that_it_was()
    {
        var user = TestStack.NewUser();
        var session = Stack.SignIn(user);
        (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens/revoke")).Is(HttpStatusCode.NoContent);
        using var meters = new MeterWatch().Of(Stack.Meters);

        (await Stack.AsAsync(session, HttpMethod.Post, "api/me/tokens")).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");
        (await Stack.AsAsync(session, HttpMethod.Get, "api/me/identity")).IsProblem(HttpStatusCode.Unauthorized, "reauthentication_required");

        Assert.Equal(2, meters.Measurements.Count(any => any is { Instrument: "acsfunctions.callers.refusals", Tags: "reason=session_ended" }));
    }

    [Fact]
    public async Task Whoever_may_not_act_for_others_has_a_reason()
    {
        using var meters = new MeterWatch().Of(Stack.Meters);

        (await Stack.AsAsync(Stack.SignIn(TestStack.NewUser()), HttpMethod.Get, "api/users/local%7Csomeone/identity")).IsProblem(HttpStatusCode.Forbidden, "admin_role_required");

        Assert.Equal("reason=admin_role", RefusedIn(meters));
    }

    [Theory]
    [InlineData("principal_malformed", "nonsense", false, HttpStatusCode.Unauthorized, "invalid_token")]
    [InlineData("principal_provider", "google", false, HttpStatusCode.Unauthorized, "invalid_token")]
    [InlineData("conflict", "aad", true, HttpStatusCode.Unauthorized, "conflicting_credentials")]
    public async Task A_principal_of_the_platform_is_refused_with_a_reason(string reason, string provider, bool withToken, HttpStatusCode status, string code)
    {
        await using var stack = await TestStack.StartAsync(azurite.Azurite, AppServiceFixture.SettingsOf("true", "true"));
        var token = stack.SignIn(TestStack.NewUser());
        using var meters = new MeterWatch().Of(stack.Meters);

        var answer = await stack.SendAsync(HttpMethod.Get, "api/me/identity", null, request =>
        {
            request.Headers.Add(Principal.Header, provider == "nonsense" ? provider : Principal.Of(provider, ("sub", "somebody"), ("scp", "access_as_user")));
            request.Headers.Authorization = withToken ? new("Bearer", token) : null;
        });

        answer.IsProblem(status, code);
        Assert.Equal($"reason={reason}", RefusedIn(meters));
    }

    [Fact]
    public async Task An_anonymous_sign_in_and_an_issuer_that_is_away_have_reasons()
    {
        await using var issuer = await TestIssuer.StartAsync();
        await using var stack = await TestStack.StartAsync(azurite.Azurite, issuer.SettingsFor("project"));
        var token = Forge.Rs256(
            issuer.Header(), issuer.Claims(TestStack.NewUser(), stack.Clock.GetUtcNow()).But(("firebase", new JsonObject { ["sign_in_provider"] = "anonymous" })), issuer.Key);
        using var meters = new MeterWatch().Of(stack.Meters);

        issuer.IsDown = true;
        (await stack.AsAsync(token, HttpMethod.Get, "api/me/identity")).IsProblem(HttpStatusCode.ServiceUnavailable, "issuer_unavailable");
        issuer.IsDown = false;
        stack.Clock.Advance(TimeSpan.FromMinutes(1));
        (await stack.AsAsync(token, HttpMethod.Get, "api/me/identity")).IsProblem(HttpStatusCode.Unauthorized, "invalid_token");

        Assert.Equal("reason=issuer_unavailable, reason=anonymous_sign_in", RefusedIn(meters));
    }

    [Fact]
    public async Task An_app_without_any_issuer_refuses_with_a_reason()
    {
        await using var stack = await TestStack.StartAsync(
            azurite.Azurite, configureApp: app => app.Services.PostConfigure<Worker.Callers.AuthenticationOptions>(options => options.Issuers.Clear()));
        using var meters = new MeterWatch().Of(stack.Meters);

        (await stack.AnonymouslyAsync(HttpMethod.Get, "api/me/identity")).IsProblem(HttpStatusCode.ServiceUnavailable, "authentication_not_configured");

        Assert.Equal("reason=not_configured", RefusedIn(meters));
    }

    private static string RefusedIn(MeterWatch meters) =>
        string.Join(", ", meters.Measurements.Where(any => any.Instrument == "acsfunctions.callers.refusals").Select(any => any.Tags));

    [Theory]
    [InlineData(true, ", error_description=\"The token is for another audience or client than those configured for the issuer.\"")]
    [InlineData(false, "")]
    public async Task Only_a_setting_makes_the_answer_say_why(bool setting, string description)
    {
        await using var stack = await TestStack.StartAsync(azurite.Azurite, new Dictionary<string, string?>(Partner.SettingsFor("partner"))
        {
            ["Authentication:DescribeRefusals"] = setting.ToString(),
        });
        var token = Forge.Rs256(Partner.Header(), Partner.Claims(TestStack.NewUser(), stack.Clock.GetUtcNow()).But(("aud", "api://other")), Partner.Key);

        var answer = await stack.AsAsync(token, HttpMethod.Post, "api/me/tokens");

        Assert.Equal($"Bearer error=\"invalid_token\"{description}", answer.Header("WWW-Authenticate"));
        Assert.DoesNotContain("api://other", answer.Body, StringComparison.Ordinal);
        // The local stack sets it; nothing else does.
        Assert.False(new Worker.Callers.AuthenticationOptions().DescribeRefusals);
    }
}
