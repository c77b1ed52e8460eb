using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AcsFunctions.Local.Playground;
using AcsFunctions.Local.Tests.SignIn;
using AcsFunctions.Local.Tests.Worker;
using AcsFunctions.Testing;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Local.Tests.Playground;

/// <summary>The playground's pages, and who is answered under <c>/_local</c>.</summary>
public sealed class PlaygroundPagesTests(StackFixture fixture, SharedAzurite azurite) : IClassFixture<StackFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private LocalStack Stack => fixture.Stack;

    public static TheoryData<string, string> LocalRoutes => new()
    {
        { "GET", "_local/stack" },
        { "GET", "_local/monitoring" },
        { "POST", "_local/sign-in" },
        { "POST", "_local/clean-up?dryRun=true" },
        { "GET", "_local/emulator/identities" },
        { "POST", "_local/emulator/faults" },
        { "DELETE", "_local/emulator/faults" },
    };

    [Fact]
    public async Task The_page_at_the_root_allows_nothing_but_its_own_files()
    {
        using var answer = await Stack.Http.GetAsync("/", Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("playground", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'; script-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(LocalRoutes))]
    public async Task A_page_of_another_origin_is_not_answered(string method, string path)
    {
        using var foreign = await SendAsync(method, path, request => request.Headers.Add("Origin", "https://elsewhere.example"));
        using var own = await SendAsync(method, path, request => request.Headers.Add("Origin", Stack.BaseAddress.GetLeftPart(UriPartial.Authority)));

        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.NotEqual(HttpStatusCode.Forbidden, own.StatusCode);
    }

    [Theory]
    [MemberData(nameof(LocalRoutes))]
    public async Task A_page_under_a_name_of_its_own_that_leads_here_is_not_answered(string method, string path)
    {
        using var rebound = await SendAsync(method, path, request => request.Headers.Host = $"elsewhere.example:{Stack.BaseAddress.Port}");
        using var own = await SendAsync(method, path, request => request.Headers.Host = $"localhost:{Stack.BaseAddress.Port}");

        Assert.Equal(HttpStatusCode.MisdirectedRequest, rebound.StatusCode);
        Assert.NotEqual(HttpStatusCode.MisdirectedRequest, own.StatusCode);
    }

    [Fact]
    public async Task What_the_page_does_not_use_of_the_emulator_cannot_be_reached_through_it()
    {
        using var reset = await SendAsync("POST", "_local/emulator/reset", _ => { });
        using var climbing = await SendAsync("GET", "_local/emulator/%2e%2e/identities", _ => { });

        Assert.Equal(HttpStatusCode.NotFound, reset.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, climbing.StatusCode);
    }

    [Theory]
    [InlineData("_local/sign-in", "{")]
    [InlineData("_local/sign-in", "[]")]
    [InlineData("_local/emulator/faults", "{")]
    [InlineData("_local/emulator/faults", """{"fault":"explode"}""")]
    public async Task A_body_that_makes_no_sense_is_the_callers_mistake(string path, string json)
    {
        using StringContent body = new(json, System.Text.Encoding.UTF8, "application/json");
        using var answer = await Stack.Http.PostAsync(new Uri(path, UriKind.Relative), body, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task What_fails_behind_the_page_is_answered_and_no_unhandled_exception()
    {
        List<string> lines = [];
        await using var storage = TcpProxy.Start(azurite.Azurite.Endpoint.Port);
        await using var stack = await LocalStack.StartAsync(
            new LocalStackOptions
            {
                TableConnectionString = azurite.ConnectionString.Replace($":{azurite.Azurite.Endpoint.Port}", $":{storage.Port}", StringComparison.Ordinal),
                SignInKey = SignInKeys.Shared,
                Settings = SharedAzurite.OwnTable(),
                Worker = InProcessFunctions.By(TimeProvider.System),
                RunTimers = false,
                ConfigureLogging = logging => logging.AddProvider(new LineCapture(lines)),
            },
            Cancellation);
        // Storage goes, as when its process is killed.
        storage.Cut();

        using var answer = await stack.Http.PostAsync(new Uri("_local/clean-up?dryRun=true", UriKind.Relative), null, Cancellation);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        lock (lines)
        {
            Assert.NotEmpty(lines);
            Assert.DoesNotContain(lines, line => line.Contains("unhandled exception", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task A_failure_is_one_sentence_in_the_answer()
    {
        Microsoft.AspNetCore.Http.DefaultHttpContext http = new();
        using MemoryStream body = new();
        http.Response.Body = body;

        await LocalFailures.AnswerAsync(http, _ => throw new HttpRequestException("Connection refused\n   at a secret place"));

        Assert.Equal(502, http.Response.StatusCode);
        var text = System.Text.Encoding.UTF8.GetString(body.ToArray());
        Assert.Contains("Connection refused", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret place", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_signs_in_here_is_let_in_by_the_functions()
    {
        using var signedIn = await Stack.Http.PostAsJsonAsync("_local/sign-in", new { user = "alice" }, Cancellation);
        var session = (string)(await signedIn.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["accessToken"]!;

        using var token = await SendAsync("POST", "api/me/tokens", request => request.Headers.Authorization = new("Bearer", session));

        Assert.Equal(HttpStatusCode.OK, token.StatusCode);
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, Action<HttpRequestMessage> prepare)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        prepare(request);
        return await Stack.Http.SendAsync(request, Cancellation);
    }

    private sealed class LineCapture(List<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines)
            {
                lines.Add(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
