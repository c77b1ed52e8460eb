using System.Collections.Concurrent;
using AcsFunctions.FunctionsHost.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.FunctionsHost.Tests;

public sealed class RoutingTests
{
    private const string NoPrefix = """{ "version": "2.0", "extensions": { "http": { "routePrefix": "" } } }""";

    [Fact]
    public async Task A_function_without_a_route_is_at_its_name_under_the_prefix_whatever_the_case()
    {
        await using var run = await HostRun.StartAsync(typeof(Site));

        Assert.Equal("200 plain", await run.GetStringAsync("api/Plain"));
        Assert.Equal("200 plain", await run.GetStringAsync("API/pLAIN"));
        Assert.Equal("200 plain", await run.GetStringAsync("api/plain/"));
        Assert.Equal("404", await run.GetStringAsync("plain"));
    }

    [Fact]
    public async Task Who_wants_to_know_is_told_of_each_request_by_its_route()
    {
        ConcurrentQueue<ServedRequest> served = new();
        await using var run = await HostRun.StartAsync(new HostSetup(typeof(Site)) { RequestServed = served.Enqueue });

        await run.SendAsync(HttpMethod.Get, "api/items/7", headers: ("User-Agent", "test/1"));
        await run.GetStringAsync("api/nobody");

        // The answer reaches its caller before anybody is told.
        while (served.IsEmpty)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, HostRun.Cancellation);
        }

        var request = Assert.Single(served);
        Assert.Equal(("api/items/{id:int}", "test/1", 200), (request.Route, request.UserAgent, request.Status));
        Assert.True(request.Duration > TimeSpan.Zero);
    }

    [Fact]
    public async Task The_prefix_can_be_empty()
    {
        await using var run = await HostRun.StartAsync(new HostSetup(typeof(Site)) { HostJson = NoPrefix });

        Assert.Equal("200 plain", await run.GetStringAsync("plain"));
        Assert.Equal("404", await run.GetStringAsync("api/plain"));
    }

    [Theory]
    [InlineData("api/items/7", "200 number 7")]
    [InlineData("api/items/0f8fad5b-d9cb-469f-a165-70867728950e", "200 guid 0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("api/items/other", "404")]
    [InlineData("api/optional", "200 optional -")]
    [InlineData("api/optional/x", "200 optional x")]
    [InlineData("api/rest/a/b/c", "200 rest a/b/c")]
    [InlineData("api/decoded/a%7Cb%20c", "200 decoded a|b c")]
    [InlineData("api/decoded/a%2Fb", "200 decoded a%2Fb")]
    [InlineData("api/decoded/a%252Fb", "200 decoded a%2Fb")]
    public async Task Parameters_and_their_constraints_work_as_in_ASP_NET(string path, string answer)
    {
        await using var run = await HostRun.StartAsync(typeof(Site));

        Assert.Equal(answer, await run.GetStringAsync(path));
    }

    [Fact]
    public async Task The_first_function_by_name_wins_however_general_its_route_is()
    {
        await using var run = await HostRun.StartAsync(typeof(Shadows));

        Assert.Equal("200 general me", await run.GetStringAsync("api/users/me"));
        Assert.Equal("200 second", await run.GetStringAsync("api/ordered/exact"));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task A_method_that_the_function_does_not_list_is_not_found(string method)
    {
        await using var run = await HostRun.StartAsync(typeof(Site));

        Assert.Equal("404", await run.SendAsync(new HttpMethod(method), "api/plain"));
        Assert.StartsWith("200", await run.SendAsync(new HttpMethod(method), "api/any"));
    }

    [Fact]
    public async Task An_unknown_path_is_not_found_and_says_nothing()
    {
        await using var run = await HostRun.StartAsync(typeof(Site));

        Assert.Equal("404", await run.GetStringAsync("api/nothing"));
        Assert.Equal("404", await run.GetStringAsync("admin/nothing"));
    }

    internal sealed class Site
    {
        [Function("Plain")]
        public HttpResponseData Plain([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request) => request.Text("plain");

        [Function("Any")]
        public HttpResponseData Any([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequestData request) => request.Text("any");

        [Function("Number")]
        public HttpResponseData Number([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id:int}")] HttpRequestData request, int id) =>
            request.Text($"number {id}");

        [Function("Unique")]
        public HttpResponseData Unique([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id:guid}")] HttpRequestData request, Guid id) =>
            request.Text($"guid {id}");

        [Function("Optional")]
        public HttpResponseData Optional([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "optional/{x?}")] HttpRequestData request, string? x) =>
            request.Text($"optional {x ?? "-"}");

        [Function("Rest")]
        public HttpResponseData Rest([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "rest/{*rest}")] HttpRequestData request, string rest) =>
            request.Text($"rest {rest}");

        [Function("Decoded")]
        public HttpResponseData Decoded([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "decoded/{value}")] HttpRequestData request, string value) =>
            request.Text($"decoded {value}");
    }

    internal sealed class Shadows
    {
        [Function("AUser")]
        public HttpResponseData General([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "users/{id}")] HttpRequestData request, string id) =>
            request.Text($"general {id}");

        [Function("bMe")]
        public HttpResponseData Exact([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "users/me")] HttpRequestData request) => request.Text("me");

        [Function("Z")]
        public HttpResponseData First([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ordered/{x}")] HttpRequestData request) => request.Text("first");

        [Function("y")]
        public HttpResponseData Second([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ordered/exact")] HttpRequestData request) => request.Text("second");
    }
}
