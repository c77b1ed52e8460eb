using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AcsFunctions.Local.Tests.Playground;

/// <summary>The playground's pages, and who is answered under <c>/_local</c>.</summary>
public sealed class PlaygroundPagesTests : IAsyncLifetime
{
    private LocalStack? _stack;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private LocalStack Stack => _stack ?? throw new InvalidOperationException("The stack has not started.");

    public static TheoryData<string, string> LocalRoutes => new()
    {
        { "GET", "_local/stack" },
        { "POST", "_local/sign-in" },
        { "POST", "_local/clean-up?dryRun=true" },
        { "GET", "_local/emulator/identities" },
        { "POST", "_local/emulator/faults" },
        { "DELETE", "_local/emulator/faults" },
    };

    public async ValueTask InitializeAsync() => _stack = await LocalStack.StartAsync(new LocalStackOptions { RunTimers = false }, Cancellation);

    public async ValueTask DisposeAsync()
    {
        if (_stack is not null)
        {
            await _stack.DisposeAsync();
        }
    }

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
}
