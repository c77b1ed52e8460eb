using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Sockets;
using AcsFunctions.FunctionsHost.Http;
using AcsFunctions.FunctionsHost.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AcsFunctions.FunctionsHost.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task The_apps_own_refusal_to_start_is_thrown_as_it_is()
    {
        var setup = new HostSetup(typeof(Identity))
        {
            App = builder =>
            {
                Identity.Configure(builder);
                builder.Services.AddOptions<Needed>().BindConfiguration("Needed").ValidateDataAnnotations().ValidateOnStart();
            },
        };

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => HostRun.StartAsync(setup));

        Assert.Contains(nameof(Needed.Value), refusal.Message, StringComparison.Ordinal);
        await using var started = await HostRun.StartAsync(setup with { Settings = new() { ["Needed__Value"] = "here" } });
        Assert.StartsWith("200", await started.GetStringAsync("api/identity"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_before_the_app_has_started_are_answered_with_503_and_afterwards_served()
    {
        WebApplication? web = null;
        var probe = new Probe(() => web!.Urls.First());
        var setup = new HostSetup(typeof(Identity))
        {
            Web = app => web = app,
            App = builder =>
            {
                Identity.Configure(builder);
                builder.Services.AddHostedService(_ => probe);
            },
        };

        await using var run = await HostRun.StartAsync(setup);

        Assert.Equal("503 Function host is not running.", probe.Answer);
        Assert.StartsWith("200", await run.GetStringAsync("api/identity"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_port_is_named_in_one_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var refusal = await Assert.ThrowsAsync<FunctionsHostException>(() => HostRun.StartAsync(new HostSetup { Port = port }));

        Assert.Equal($"Port {port} on 127.0.0.1 is in use: stop what listens there or choose another port.", refusal.Message);
    }

    [Fact]
    public async Task A_port_that_is_denied_is_named_in_one_sentence()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IServer, DeniedServer>();
        await using var web = builder.Build();

        var refusal = await Assert.ThrowsAsync<FunctionsHostException>(() => WebServer.ListenAsync(web, 80, HostRun.Cancellation));

        Assert.StartsWith("Port 80 on 127.0.0.1 is denied by the system", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_are_there_while_the_app_composes()
    {
        string? whileComposing = null;
        var setup = new HostSetup
        {
            Settings = { ["A__B"] = "setting", ["Flat"] = "flat" },
            App = builder => whileComposing = builder.Configuration["A:B"],
        };

        await using var run = await HostRun.StartAsync(setup);

        Assert.Equal("setting", whileComposing);
        Assert.Equal("flat", run.Service<IConfiguration>()["Flat"]);
        // Control of the fixture: this process's environment is not the app's.
        Assert.Null(run.Service<IConfiguration>()["PATH"]);
    }

    [Fact]
    public async Task The_apps_services_and_the_hosts_own_are_strangers()
    {
        WebApplication? web = null;

        await using var run = await HostRun.StartAsync(new HostSetup { Web = app => web = app });

        Assert.NotNull(run.Service<Calls>());
        Assert.Null(web!.Services.GetService<Calls>());
    }

    [Fact]
    public async Task Pages_beside_the_functions_never_hide_a_function()
    {
        var setup = new HostSetup(typeof(Identity))
        {
            App = Identity.Configure,
            Web = app =>
            {
                app.MapGet("/", () => "playground");
                app.MapGet("/{*rest}", (string rest) => $"page {rest}");
            },
        };

        await using var run = await HostRun.StartAsync(setup);

        Assert.Equal("200 playground", await run.GetStringAsync(""));
        Assert.Equal("200 page other", await run.GetStringAsync("other"));
        Assert.Contains("Identity", await run.GetStringAsync("api/identity"), StringComparison.Ordinal);
        Assert.Equal("401", await run.GetStringAsync("admin/functions"));
    }

    [Fact]
    public async Task Without_pages_the_home_page_says_that_the_host_is_up()
    {
        await using var run = await HostRun.StartAsync();

        Assert.StartsWith("200 <!DOCTYPE html>", await run.GetStringAsync(""), StringComparison.Ordinal);
        Assert.Equal("404", await run.GetStringAsync("other"));
    }

    [Theory]
    [InlineData("{", "host.json")]
    [InlineData("""{ "version": "1.0" }""", "\"version\"")]
    [InlineData("[]", "\"version\"")]
    [InlineData("""{ "version": "2.0", "functionTimeout": "soon" }""", "\"functionTimeout\"")]
    [InlineData("""{ "version": "2.0", "functionTimeout": "00:00:00.5" }""", "\"functionTimeout\"")]
    [InlineData("""{ "version": "2.0", "extensions": { "http": { "routePrefix": 1 } } }""", "host.json")]
    public async Task A_host_json_that_cannot_be_used_stops_the_host(string hostJson, string named)
    {
        var refusal = await Assert.ThrowsAsync<FunctionsHostException>(() => HostRun.StartAsync(new HostSetup { HostJson = hostJson }));

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "version": "2.0", "functionTimeout": "-1" /* no limit */ }""")]
    [InlineData("""{ "version": "2.0", "logging": { "logLevel": { "default": "Information" } }, "extensions": { "http": { "routePrefix": "/api/" } }, }""")]
    public async Task A_host_json_that_the_real_host_takes_is_taken(string hostJson)
    {
        await using var run = await HostRun.StartAsync(new HostSetup(typeof(Identity)) { App = Identity.Configure, HostJson = hostJson });

        Assert.StartsWith("200", await run.GetStringAsync("api/identity"), StringComparison.Ordinal);
    }

    internal sealed class Needed
    {
        [Required]
        public string? Value { get; set; }
    }

    /// <summary>As one on a port for which there are no rights; a test that runs as root would have them.</summary>
    private sealed class DeniedServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => throw new SocketException((int)SocketError.AccessDenied);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }

    private sealed class Probe(Func<string> address) : IHostedService
    {
        public string? Answer { get; private set; }

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            using var client = new HttpClient();
            using var response = await client.GetAsync(new Uri($"{address()}/api/identity"), cancellationToken);
            Answer = $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}";
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
