using System.Net;
using AcsFunctions.EndToEnd.Tests.Stack;
using AcsFunctions.FunctionsHost;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>Pages of other origins.</summary>
public sealed class CrossOriginTests(SharedAzurite azurite)
{
    private const string Allowed = "https://app.example.com";

    [Fact]
    public async Task A_page_that_is_not_on_the_list_cannot_read_answers_and_one_that_is_can()
    {
        await using var stack = await TestStack.StartAsync(azurite.Azurite, null, [Allowed]);

        foreach (var origin in new[] { "https://app.example.com.evil.example", "http://app.example.com", "https://app.example.com:8443", "https://evil.example", "null" })
        {
            var preflight = await PreflightAsync(stack, origin);
            var request = await stack.SendAsync(HttpMethod.Get, "api/health/live", null, call => call.Headers.Add("Origin", origin));

            Assert.Null(preflight.Header("Access-Control-Allow-Origin"));
            Assert.Null(request.Header("Access-Control-Allow-Origin"));
        }

        var allowed = await PreflightAsync(stack, Allowed);
        Assert.Equal(HttpStatusCode.NoContent, allowed.Status);
        Assert.Equal(Allowed, allowed.Header("Access-Control-Allow-Origin"));
        Assert.Equal("POST", allowed.Header("Access-Control-Allow-Methods"));
        Assert.Null(allowed.Header("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task No_page_is_allowed_anything_where_no_origin_is_configured()
    {
        await using var stack = await TestStack.StartAsync(azurite.Azurite);

        var preflight = await PreflightAsync(stack, Allowed);
        var request = await stack.SendAsync(HttpMethod.Get, "api/health/live", null, call => call.Headers.Add("Origin", Allowed));

        preflight.IsOfTheHost(HttpStatusCode.NotFound);
        Assert.Null(preflight.Header("Access-Control-Allow-Origin"));
        Assert.Null(request.Is(HttpStatusCode.OK).Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Cookies_are_for_named_origins_only()
    {
        await using var stack = await TestStack.StartAsync(azurite.Azurite, null, [Allowed], allowCredentials: true);

        var named = await PreflightAsync(stack, Allowed);
        var other = await PreflightAsync(stack, "https://evil.example");
        var everybody = await Assert.ThrowsAsync<FunctionsHostException>(
            async () => await TestStack.StartAsync(azurite.Azurite, null, ["*"], allowCredentials: true));

        Assert.Equal("true", named.Header("Access-Control-Allow-Credentials"));
        Assert.Null(other.Header("Access-Control-Allow-Credentials"));
        Assert.Contains("'*'", everybody.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_answer_says_what_serves_it_and_none_may_be_kept_or_guessed_at()
    {
        await using var stack = await TestStack.StartAsync(azurite.Azurite);
        var session = stack.SignIn(TestStack.NewUser());

        foreach (var answer in new[]
        {
            await stack.AsAsync(session, HttpMethod.Post, "api/me/tokens"),
            await stack.AsAsync(session, HttpMethod.Delete, "api/me/identity"),
            await stack.AsAsync(session, HttpMethod.Post, "api/me/tokens"),
            await stack.AnonymouslyAsync(HttpMethod.Get, "api/health/ready"),
            await stack.AnonymouslyAsync(HttpMethod.Get, "api/nothing"),
            await stack.WithKeyAsync("wrong", HttpMethod.Get, "api/keyed/users/local%7Csomeone/identity"),
        })
        {
            Assert.Null(answer.Header("Server"));
            Assert.Null(answer.Header("X-Powered-By"));
            Assert.Equal("no-store", answer.Header("Cache-Control"));
            Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
        }
    }

    private static Task<ApiAnswer> PreflightAsync(TestStack stack, string origin) =>
        stack.SendAsync(HttpMethod.Options, "api/me/tokens", null, request =>
        {
            request.Headers.Add("Origin", origin);
            request.Headers.Add("Access-Control-Request-Method", "POST");
            request.Headers.Add("Access-Control-Request-Headers", "authorization");
        });
}
