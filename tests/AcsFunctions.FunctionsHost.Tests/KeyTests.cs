using AcsFunctions.FunctionsHost.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.FunctionsHost.Tests;

public sealed class KeyTests
{
    [Theory]
    [InlineData("keyed", "function-key", true)]
    [InlineData("keyed", "host-key", true)]
    [InlineData("keyed", "master-key", true)]
    [InlineData("keyed", "Function-key", false)]
    [InlineData("keyed", "function-ke", false)]
    [InlineData("keyed", "", false)]
    [InlineData("keyed", null, false)]
    [InlineData("masterly", "master-key", true)]
    [InlineData("masterly", "host-key", false)]
    [InlineData("masterly", "function-key", false)]
    [InlineData("masterly", null, false)]
    [InlineData("unstated", "function-key", true)]
    [InlineData("unstated", null, false)]
    [InlineData("open", null, true)]
    [InlineData("open", "wrong", true)]
    public async Task A_key_opens_its_level_and_nothing_else(string function, string? key, bool isOpen)
    {
        await using var run = await HostRun.StartAsync(typeof(Doors));

        (string, string)[] header = key is null ? [] : [("x-functions-key", key)];
        var byHeader = await run.SendAsync(HttpMethod.Get, $"api/{function}", null, header);
        var byQuery = await run.SendAsync(HttpMethod.Get, key is null ? $"api/{function}" : $"api/{function}?code={key}");

        Assert.Equal(isOpen ? "200 in" : "401", byHeader);
        Assert.Equal(isOpen ? "200 in" : "401", byQuery);
    }

    [Fact]
    public async Task The_header_wins_over_the_query_even_when_it_is_empty()
    {
        await using var run = await HostRun.StartAsync(typeof(Doors));

        Assert.Equal("401", await run.SendAsync(HttpMethod.Get, "api/keyed?code=function-key", null, ("x-functions-key", "wrong")));
        Assert.Equal("401", await run.SendAsync(HttpMethod.Get, "api/keyed?code=function-key", null, ("x-functions-key", "")));
        Assert.Equal("200 in", await run.SendAsync(HttpMethod.Get, "api/keyed?code=wrong", null, ("x-functions-key", "function-key")));
    }

    [Fact]
    public async Task A_wrong_method_is_not_found_whatever_the_key()
    {
        await using var run = await HostRun.StartAsync(typeof(Doors));

        Assert.Equal("404", await run.SendAsync(HttpMethod.Put, "api/keyed"));
        Assert.Equal("404", await run.SendAsync(HttpMethod.Put, "api/keyed?code=master-key"));
    }

    [Fact]
    public async Task A_key_is_not_in_the_binding_data_and_never_in_a_log()
    {
        await using var run = await HostRun.StartAsync(typeof(Doors));

        await run.SendAsync(HttpMethod.Get, "api/failing?code=function-key&seen=yes");
        await run.SendAsync(HttpMethod.Get, "api/failing", null, ("x-functions-key", "host-key"));
        await run.SendAsync(HttpMethod.Get, "api/nothing?code=master-key");
        var names = await run.Service<Calls>().NextAsync<string[]>();

        Assert.Contains("seen", names);
        Assert.DoesNotContain("code", names);
        Assert.Contains(run.Logs.All, line => line.Contains("Executed 'Failing' (Failed", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Logs.All, line => line.Contains("-key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_that_nobody_chose_are_long_and_different()
    {
        var options = new FunctionsHostOptions { Worker = new HostSetup(typeof(Doors)).Worker() };

        await using var host = await LocalFunctionsHost.StartAsync(options, HostRun.Cancellation);

        string[] keys = [host.Keys.Function, host.Keys.Host, host.Keys.Master];
        Assert.Equal(3, keys.Distinct().Count());
        Assert.All(keys, key => Assert.True(key.Length >= 40));
        Assert.DoesNotContain(host.Keys.Master, host.Keys.ToString(), StringComparison.Ordinal);
    }

    internal sealed class Doors(Calls calls)
    {
        [Function("Keyed")]
        public HttpResponseData Keyed([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequestData request) => request.Text("in");

        [Function("Masterly")]
        public HttpResponseData Masterly([HttpTrigger(AuthorizationLevel.Admin, "get")] HttpRequestData request) => request.Text("in");

        [Function("Unstated")]
        public HttpResponseData Unstated([HttpTrigger("get")] HttpRequestData request) => request.Text("in");

        [Function("Open")]
        public HttpResponseData Open([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request) => request.Text("in");

        [Function("Failing")]
        public HttpResponseData Failing([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequestData request)
        {
            calls.Report(request.FunctionContext.BindingContext.BindingData.Keys.ToArray());
            throw new InvalidOperationException("It fails.");
        }
    }
}
