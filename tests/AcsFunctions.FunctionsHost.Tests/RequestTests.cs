using System.Net;
using System.Net.Http.Json;
using System.Text;
using AcsFunctions.FunctionsHost.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.FunctionsHost.Tests;

public sealed class RequestTests
{
    [Fact]
    public async Task A_request_reaches_the_function_as_the_real_host_sends_it()
    {
        await using var run = await HostRun.StartAsync(typeof(Mirror));

        await run.SendAsync(
            HttpMethod.Post,
            "api/mirror/a%20b%2Fc?x=1&x=2&y=%C3%A9",
            new ByteArrayContent("hello"u8.ToArray()),
            ("X-Several", "one"), ("X-Several", "two"), ("Cookie", "first=1; second=a=b"));
        var seen = await run.Service<Calls>().NextAsync<Seen>();

        Assert.Equal("POST", seen.Method);
        Assert.Equal("hello", seen.Body);
        Assert.Equal($"{run.Host.BaseAddress}api/mirror/a%20b%2Fc?x=1&x=2&y=%C3%A9", seen.Url.AbsoluteUri);
        // The client joins its two values with ", " before they are sent.
        Assert.Equal("one, two", seen.Headers["x-several"]);
        Assert.Equal(["first=1", "second=a=b"], seen.Cookies);
        Assert.Equal("1,2", seen.Query);
        Assert.False(seen.HasIdentities);
        Assert.Equal("a b%2Fc", seen.BindingData["value"]);
        Assert.Equal("1,2", seen.BindingData["x"]);
    }

    [Fact]
    public async Task A_chunked_body_arrives_empty_and_the_same_body_with_a_length_does_not()
    {
        await using var run = await HostRun.StartAsync(typeof(Mirror));
        var calls = run.Service<Calls>();
        using var chunked = JsonContent.Create(new { scope = "chat" });
        using var sized = JsonContent.Create(new { scope = "chat" });
        await sized.LoadIntoBufferAsync(HostRun.Cancellation);

        await run.SendAsync(HttpMethod.Post, "api/mirror/x", chunked, ("Transfer-Encoding", "chunked"));
        await run.SendAsync(HttpMethod.Post, "api/mirror/x", sized);

        var emptied = await calls.NextAsync<Seen>();
        Assert.Equal(string.Empty, emptied.Body);
        Assert.Equal("chunked", emptied.Headers["Transfer-Encoding"]);
        Assert.Equal("""{"scope":"chat"}""", (await calls.NextAsync<Seen>()).Body);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_a_bare_500_and_never_reaches_the_function()
    {
        await using var run = await HostRun.StartAsync(typeof(Mirror));

        var refused = await RawHttp.SendAsync(run.Host.BaseAddress, "POST /api/mirror/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 104857601\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 500 ", refused, StringComparison.Ordinal);
        Assert.Contains("Content-Length: 0", refused, StringComparison.Ordinal);
        Assert.Equal(0, run.Service<Calls>().Waiting);
    }

    [Theory]
    [InlineData("", 200)]
    [InlineData("..", 200)]
    [InlineData("localhost:99999", 200)]
    [InlineData("é", 400)]
    [InlineData("[::", 400)]
    [InlineData("a b", 400)]
    [InlineData(":80", 400)]
    public async Task A_host_header_that_is_none_is_the_server_s_or_the_function_s_business(string host, int status)
    {
        await using var run = await HostRun.StartAsync(new HostSetup(typeof(Identity)) { App = Identity.Configure });

        var answer = await RawHttp.SendAsync(run.Host.BaseAddress, $"GET /api/identity HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_invocation_has_an_id_a_scope_and_an_instance_of_its_own()
    {
        await using var run = await HostRun.StartAsync(new HostSetup(typeof(Identity)) { App = Identity.Configure });

        var first = await run.GetStringAsync("api/identity");
        var second = await run.GetStringAsync("api/identity");

        Assert.NotEqual(first, second);
        Assert.Matches("^200 [0-9a-f-]{36} Identity instance 1 scope [0-9a-f-]{36} same True disposed False$", first);
    }

    [Fact]
    public async Task A_parameter_that_cannot_be_converted_is_a_bare_500()
    {
        await using var run = await HostRun.StartAsync(typeof(Mirror));

        Assert.Equal("500", await run.GetStringAsync("api/number/abc"));
        Assert.Equal("200 7", await run.GetStringAsync("api/number/7"));
        Assert.Equal("200 none", await run.GetStringAsync("api/number"));
    }

    internal sealed record Seen(
        string Method,
        string Body,
        Uri Url,
        IReadOnlyDictionary<string, string> Headers,
        string[] Cookies,
        string? Query,
        bool HasIdentities,
        IReadOnlyDictionary<string, object?> BindingData);

    internal sealed class Mirror(Calls calls)
    {
        [Function("Mirror")]
        public async Task<HttpResponseData> RunAsync(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "mirror/{value}")] HttpRequestData request,
            FunctionContext context,
            CancellationToken cancellationToken)
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            calls.Report(new Seen(
                request.Method,
                await reader.ReadToEndAsync(cancellationToken),
                request.Url,
                request.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value)),
                [.. request.Cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")],
                request.Query["x"],
                request.Identities.Any(),
                context.BindingContext.BindingData));
            return request.CreateResponse(HttpStatusCode.OK);
        }

        [Function("Number")]
        public static HttpResponseData Number(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "number/{value?}")] HttpRequestData request, int? value) =>
            request.Text(value?.ToString() ?? "none");
    }
}
