using AcsFunctions.FunctionsHost.Tests.Fixtures;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.FunctionsHost.Tests;

public sealed class CorsTests
{
    private const string Allowed = "http://localhost:5173";

    [Fact]
    public async Task A_preflight_from_an_allowed_origin_is_answered_before_keys_and_routes()
    {
        await using var run = await HostRun.StartAsync(Setup(credentials: true));

        using var response = await SendAsync(run, HttpMethod.Options, "api/keyed", Allowed);

        Assert.Equal(204, (int)response.StatusCode);
        Assert.Equal(Allowed, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("true", response.Headers.GetValues("Access-Control-Allow-Credentials").Single());
        Assert.Equal("PUT", response.Headers.GetValues("Access-Control-Allow-Methods").Single());
        Assert.Equal("authorization", response.Headers.GetValues("Access-Control-Allow-Headers").Single());
    }

    [Fact]
    public async Task Another_origin_is_allowed_nothing()
    {
        await using var run = await HostRun.StartAsync(Setup(credentials: true));

        using var preflight = await SendAsync(run, HttpMethod.Options, "api/keyed", "http://localhost:5174");
        using var request = await SendAsync(run, HttpMethod.Get, "api/keyed", "http://localhost:5174");

        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(request.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("api/keyed", 401)]
    [InlineData("api/failing", 500)]
    [InlineData("api/unknown", 404)]
    public async Task A_refusal_can_be_read_by_the_page_that_caused_it(string path, int status)
    {
        await using var run = await HostRun.StartAsync(Setup(credentials: false));

        using var response = await SendAsync(run, HttpMethod.Get, path, Allowed);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(Allowed, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(response.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task Without_allowed_origins_a_preflight_is_not_found()
    {
        await using var run = await HostRun.StartAsync(typeof(Keyed));

        using var response = await SendAsync(run, HttpMethod.Options, "api/keyed", Allowed);

        Assert.Equal(404, (int)response.StatusCode);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Credentials_cannot_be_allowed_to_every_origin()
    {
        var setup = new HostSetup(typeof(Keyed)) { AllowedOrigins = ["*"], AllowCredentials = true };

        var refusal = await Assert.ThrowsAsync<FunctionsHostException>(() => HostRun.StartAsync(setup));

        Assert.Contains("'*'", refusal.Message, StringComparison.Ordinal);
    }

    private static HostSetup Setup(bool credentials) => new(typeof(Keyed)) { AllowedOrigins = [Allowed], AllowCredentials = credentials };

    private static async Task<HttpResponseMessage> SendAsync(HostRun run, HttpMethod method, string path, string origin)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Origin", origin);
        if (method == HttpMethod.Options)
        {
            request.Headers.Add("Access-Control-Request-Method", "PUT");
            request.Headers.Add("Access-Control-Request-Headers", "authorization");
        }

        return await run.Client.SendAsync(request, HostRun.Cancellation);
    }

    internal sealed class Keyed
    {
        [Function("Keyed")]
        public HttpResponseData Run([HttpTrigger(AuthorizationLevel.Function, "get", "put")] HttpRequestData request) => request.Text("in");

        [Function("Failing")]
        public HttpResponseData Fail([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequestData request) => throw new InvalidOperationException("No.");
    }
}
