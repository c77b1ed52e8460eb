using System.Net.Http.Json;
using System.Text.Json;
using AcsFunctions.FunctionsHost.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.FunctionsHost.Tests;

public sealed class AdminTests
{
    private static readonly (string, string) Master = ("x-functions-key", "master-key");

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"input":"anything"}""")]
    public async Task A_timer_is_started_and_not_waited_for(string body)
    {
        await using var run = await HostRun.StartAsync(typeof(Nightly));
        var calls = run.Service<Calls>();

        var answer = await run.SendAsync(HttpMethod.Post, "admin/functions/nIGHTLY", Json(body), Master);
        var timer = await calls.NextAsync<TimerInfo>();

        Assert.Equal("202", answer);
        Assert.False(timer.IsPastDue);
        Assert.NotNull(timer.ScheduleStatus);
    }

    [Fact]
    public async Task A_failing_run_is_still_accepted_and_logged()
    {
        await using var run = await HostRun.StartAsync(typeof(Nightly));

        var answer = await run.SendAsync(HttpMethod.Post, "admin/functions/Broken", Json("{}"), Master);
        await run.Service<Calls>().NextAsync<string>();
        await run.Host.DisposeAsync();

        Assert.Equal("202", answer);
        Assert.Single(run.Logs.All, line => line.Contains("Nightly trouble.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("admin/functions/Nightly", "null", "400")]
    [InlineData("admin/functions/Nightly", "", "400")]
    [InlineData("admin/functions/Nightly", "{", "400")]
    [InlineData("admin/functions/Unknown", "{}", "404")]
    public async Task What_names_no_run_starts_none(string path, string body, string status)
    {
        await using var run = await HostRun.StartAsync(typeof(Nightly));

        var answer = await run.SendAsync(HttpMethod.Post, path, Json(body), Master);

        Assert.Equal(status, answer);
        Assert.Equal(0, run.Service<Calls>().Waiting);
    }

    [Fact]
    public async Task An_http_function_is_started_and_not_waited_for_either()
    {
        await using var run = await HostRun.StartAsync(typeof(Nightly));

        Assert.Equal("202", await run.SendAsync(HttpMethod.Post, "admin/functions/Page", Json("{}"), Master));
        Assert.Equal("page", await run.Service<Calls>().NextAsync<string>());
        Assert.Equal("415", await run.SendAsync(HttpMethod.Post, "admin/functions/Nightly", null, Master));
    }

    [Theory]
    [InlineData("POST", "admin/functions/Nightly")]
    [InlineData("GET", "admin/functions")]
    [InlineData("GET", "admin/functions/Nightly")]
    [InlineData("GET", "admin/functions/Nightly/status")]
    [InlineData("GET", "admin/host/status")]
    [InlineData("GET", "admin/host/keys")]
    public async Task Only_the_master_key_opens_the_admin_API(string method, string path)
    {
        await using var run = await HostRun.StartAsync(typeof(Nightly));
        Task<string> SendAsync(params (string, string)[] headers) =>
            run.SendAsync(new HttpMethod(method), path, method == "POST" ? Json("{}") : null, headers);

        Assert.Equal("401", await SendAsync());
        Assert.Equal("401", await SendAsync(("x-functions-key", "no-key")));
        Assert.Equal("403", await SendAsync(("x-functions-key", "function-key")));
        Assert.Equal("403", await SendAsync(("x-functions-key", "host-key")));
        Assert.StartsWith("20", await SendAsync(Master), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_names_every_function()
    {
        await using var run = await HostRun.StartAsync(typeof(Nightly));
        run.Client.DefaultRequestHeaders.Add(Master.Item1, Master.Item2);

        var functions = await run.Client.GetFromJsonAsync<JsonElement>("admin/functions", HostRun.Cancellation);
        var status = await run.Client.GetFromJsonAsync<JsonElement>("admin/host/status", HostRun.Cancellation);

        Assert.Equal(["Broken", "Nightly", "Page"], functions.EnumerateArray().Select(function => function.GetProperty("name").GetString()));
        Assert.Equal(
            """{"name":"Nightly","language":"dotnet-isolated","isDisabled":false,"invoke_url_template":null,"config":{"bindings":[{"type":"timerTrigger","schedule":"0 0 3 * * *"}]}}""",
            functions[1].GetRawText());
        Assert.Equal(
            """{"name":"Page","language":"dotnet-isolated","isDisabled":false,"invoke_url_template":"/api/page","config":{"bindings":[{"type":"httpTrigger","methods":["GET"],"authLevel":"Anonymous"}]}}""",
            functions[2].GetRawText());
        Assert.Equal("Running", status.GetProperty("state").GetString());
        Assert.Equal("404", await run.GetStringAsync("admin/functions/Unknown/status"));
        Assert.Equal("200", await run.GetStringAsync("admin/host/ping"));
    }

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");

    internal sealed class Nightly(Calls calls)
    {
        [Function("Nightly")]
        public void Run([TimerTrigger("0 0 3 * * *")] TimerInfo timer) => calls.Report(timer);

        [Function("Broken")]
        public void Break([TimerTrigger("0 0 3 * * *")] TimerInfo timer)
        {
            calls.Report("called");
            throw new InvalidOperationException("Nightly trouble.");
        }

        [Function("Page")]
        public HttpResponseData Page([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "page")] HttpRequestData request)
        {
            calls.Report("page");
            return request.Text("page");
        }
    }
}
