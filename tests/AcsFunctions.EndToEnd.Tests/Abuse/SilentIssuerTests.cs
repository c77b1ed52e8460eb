using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>An issuer that does not answer decides nothing for the users of another one: neither when, nor what.</summary>
public sealed class SilentIssuerTests(SharedAzurite azurite) : IAsyncLifetime
{
    private readonly TaskCompletionSource silence = new();
    private TestIssuer silent = null!;
    private TestIssuer partner = null!;

    public async ValueTask InitializeAsync()
    {
        silent = await TestIssuer.StartAsync();
        partner = await TestIssuer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        silence.TrySetResult();
        await silent.DisposeAsync();
        await partner.DisposeAsync();
    }

    [Theory]
    [InlineData("good", HttpStatusCode.NotFound, "identity_not_found")]
    [InlineData("expired", HttpStatusCode.Unauthorized, "invalid_token")]
    [InlineData("forged", HttpStatusCode.Unauthorized, "invalid_token")]
    public async Task The_first_caller_of_an_issuer_does_not_wait_for_another_one(string kind, HttpStatusCode status, string code)
    {
        silent.Silence = silence.Task;
        await using var stack = await StartAsync();

        var answer = await GetAsync(stack, Token(stack, kind));

        answer.IsProblem(status, code);
        // Control: it is asked, too, and nobody has given it up yet.
        await silent.IsAsked;
        Assert.Equal(1, silent.Waiting);
    }

    [Theory]
    [InlineData("good", HttpStatusCode.NotFound, "identity_not_found")]
    [InlineData("expired", HttpStatusCode.Unauthorized, "invalid_token")]
    [InlineData("forged", HttpStatusCode.Unauthorized, "invalid_token")]
    [InlineData("for another API", HttpStatusCode.Unauthorized, "invalid_token")]
    [InlineData("nobody's", HttpStatusCode.ServiceUnavailable, "issuer_unavailable")]
    public async Task What_an_issuer_says_of_its_tokens_counts_while_another_one_is_down(string kind, HttpStatusCode status, string code)
    {
        silent.IsDown = true;
        await using var stack = await StartAsync();

        (await GetAsync(stack, Token(stack, kind))).IsProblem(status, code);
    }

    [Fact]
    public async Task Of_two_that_share_a_name_the_one_that_is_down_may_accept_what_the_other_refuses()
    {
        partner.IsDownAtOther = true;
        await using var stack = await StartAsync(audience: "api://other");
        var token = partner.Token(TestStack.NewUser(), stack.Clock.GetUtcNow());
        var others = Forge.Rs256(partner.Header(), partner.Claims(TestStack.NewUser(), stack.Clock.GetUtcNow()).But(("aud", "api://other")), partner.Key);

        var served = await GetAsync(stack, token);
        var unknown = await GetAsync(stack, others);
        var expired = await GetAsync(stack, Token(stack, "expired"));
        partner.IsDownAtOther = false;
        stack.Clock.Advance(TimeSpan.FromMinutes(1));
        var accepted = await GetAsync(stack, others);
        var refused = await GetAsync(stack, Token(stack, "for another API"));

        served.IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        unknown.IsProblem(HttpStatusCode.ServiceUnavailable, "issuer_unavailable");
        expired.IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
        accepted.IsProblem(HttpStatusCode.NotFound, "identity_not_found");
        refused.IsProblem(HttpStatusCode.Unauthorized, "invalid_token");
    }

    [Fact]
    public async Task A_token_that_two_would_accept_is_the_same_users_whoever_answers_first()
    {
        await using var stack = await StartAsync(audience: TestIssuer.Audience);
        var user = TestStack.NewUser();
        partner.SilenceAtOther = Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, TestContext.Current.CancellationToken);

        // New to the instance, and the first in the order of aliases is the slower one.
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            stack.AsAsync(partner.Token(user, stack.Clock.GetUtcNow()), HttpMethod.Put, "api/me/identity")));

        Assert.Single(answers.Select(answer => answer.Identity).Distinct());
        Assert.NotNull(await stack.FindRowAsync(user, "other"));
    }

    private Task<TestStack> StartAsync(string? audience = null)
    {
        // The first in the order of aliases.
        var settings = new Dictionary<string, string?>(silent.SettingsFor("away").Concat(partner.SettingsFor("partner")));
        if (audience is not null)
        {
            foreach (var (name, value) in partner.SettingsFor("other"))
            {
                settings[name] = value;
            }

            settings["Authentication:Issuers:other:Authority"] = partner.Address + TestIssuer.Other;
            settings["Authentication:Issuers:other:Audience"] = audience;
        }

        return TestStack.StartAsync(azurite.Azurite, settings);
    }

    private string Token(TestStack stack, string kind)
    {
        var now = stack.Clock.GetUtcNow();
        var claims = partner.Claims(TestStack.NewUser(), now);
        using var stranger = new SpareKey();
        return kind switch
        {
            "good" => Forge.Rs256(partner.Header(), claims, partner.Key),
            "expired" => Forge.Rs256(partner.Header(), claims.But(("exp", now.AddMinutes(-5).ToUnixTimeSeconds())), partner.Key),
            "forged" => Forge.Rs256(partner.Header(), claims, stranger.Value),
            "for another API" => Forge.Rs256(partner.Header(), claims.But(("aud", "api://nobody")), partner.Key),
            _ => Forge.Rs256(partner.Header(), claims.But(("iss", "https://nobody.example.com")), partner.Key),
        };
    }

    private static Task<ApiAnswer> GetAsync(TestStack stack, string token) => stack.AsAsync(token, HttpMethod.Get, "api/me/identity");
}
