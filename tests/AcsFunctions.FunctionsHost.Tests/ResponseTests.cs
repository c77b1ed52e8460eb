using System.Net;
using AcsFunctions.FunctionsHost.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.FunctionsHost.Tests;

public sealed class ResponseTests
{
    [Fact]
    public async Task An_answer_keeps_its_status_headers_cookies_and_body()
    {
        await using var run = await HostRun.StartAsync(typeof(Answering));

        using var response = await run.GetAsync("api/full");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("one,two", response.Headers.GetValues("X-Several").Single());
        Assert.Equal(["plain=1; path=/", "strict=2; max-age=60; path=/x; secure; samesite=strict; httponly"], response.Headers.GetValues("Set-Cookie"));
        Assert.Equal("{}", await response.Content.ReadAsStringAsync(HostRun.Cancellation));
    }

    [Theory]
    [InlineData("api/bare", "200 body")]
    [InlineData("api/missing", "200")]
    [InlineData("api/nothing", "200")]
    public async Task No_content_type_is_made_up(string path, string answer)
    {
        await using var run = await HostRun.StartAsync(typeof(Answering));

        using var response = await run.GetAsync(path);

        Assert.Null(response.Content.Headers.ContentType);
        Assert.Equal(answer, await run.GetStringAsync(path));
    }

    [Theory]
    [InlineData("api/throws")]
    [InlineData("api/throwsLater")]
    public async Task An_exception_is_an_empty_500_and_is_logged_once_without_the_request(string path)
    {
        await using var run = await HostRun.StartAsync(typeof(Answering));

        var answer = await run.SendAsync(
            HttpMethod.Post, path + "?secretQuery=1", new StringContent("secret body"), ("Authorization", "Bearer secretToken"));

        Assert.Equal("500", answer);
        Assert.Single(run.Logs.All, line => line.Contains("It broke.", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Logs.All, line => line.Contains("secret", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_answer_that_cannot_be_sent_is_an_empty_500()
    {
        await using var run = await HostRun.StartAsync(typeof(Answering));

        Assert.Equal("500", await run.GetStringAsync("api/unsendable"));
        Assert.Contains(run.Logs.All, line => line.Contains("failed to serve", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Custom_headers_of_host_json_are_on_every_answer_and_give_way_to_the_functions_own()
    {
        const string HostJson = """
            { "version": "2.0", "extensions": { "http": { "customHeaders": { "X-Content-Type-Options": "nosniff", "X-Several": "host" } } } }
            """;
        await using var run = await HostRun.StartAsync(new HostSetup(typeof(Answering)) { HostJson = HostJson });

        using var full = await run.GetAsync("api/full");
        using var missing = await run.GetAsync("api/unknown");

        Assert.Equal("one,two", full.Headers.GetValues("X-Several").Single());
        Assert.Equal("nosniff", full.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("nosniff", missing.Headers.GetValues("X-Content-Type-Options").Single());
    }

    internal sealed class Answering
    {
        [Function("Full")]
        public Task<HttpResponseData> Full([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request)
        {
            var response = request.Text("{}", HttpStatusCode.Accepted);
            response.Headers.Add("Content-Type", "application/problem+json");
            response.Headers.Add("X-Several", ["one", "two"]);
            response.Cookies.Append("plain", "1");
            response.Cookies.Append(new StrictCookie());
            return Task.FromResult(response);
        }

        [Function("Bare")]
        public HttpResponseData Bare([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request) => request.Text("body");

        [Function("Missing")]
        public HttpResponseData Missing([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request) => null!;

        [Function("Nothing")]
        public static Task Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request) => Task.CompletedTask;

        [Function("Throws")]
        public HttpResponseData Throws([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequestData request) =>
            throw new InvalidOperationException("It broke.");

        [Function("ThrowsLater")]
        public async Task<HttpResponseData> ThrowsLater([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequestData request)
        {
            await Task.Yield();
            throw new InvalidOperationException("It broke.");
        }

        [Function("Unsendable")]
        public HttpResponseData Unsendable([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request)
        {
            var response = request.Text("never seen");
            response.Headers.TryAddWithoutValidation("X-Bad", "a\u0001b");
            return response;
        }
    }

    private sealed class StrictCookie : IHttpCookie
    {
        public string? Domain => null;

        public DateTimeOffset? Expires => null;

        public bool? HttpOnly => true;

        public double? MaxAge => 60;

        public string Name => "strict";

        public string? Path => "/x";

        public SameSite SameSite => SameSite.Strict;

        public bool? Secure => true;

        public string Value => "2";
    }
}
