using AcsFunctions.FunctionsHost.Admin;
using AcsFunctions.FunctionsHost.Configuration;
using AcsFunctions.FunctionsHost.Discovery;
using AcsFunctions.FunctionsHost.Http;
using AcsFunctions.FunctionsHost.Invocation;
using AcsFunctions.FunctionsHost.Routing;
using AcsFunctions.FunctionsHost.Security;
using AcsFunctions.FunctionsHost.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.FunctionsHost;

/// <summary>
/// Stands in for the Azure Functions host: runs an app's functions in this process, on Kestrel, by the real host's rules. The app is
/// composed unmodified, in a container of its own. Disposing stops it: no new requests or runs, then what is in flight may finish
/// within <see cref="FunctionsHostOptions.DrainTimeout"/> before it is cancelled.
/// </summary>
public sealed class LocalFunctionsHost : IAsyncDisposable
{
    private readonly FunctionsHostOptions options;
    private readonly IHost app;
    private readonly WebApplication web;
    private readonly IReadOnlyList<ScheduledTimer> timers;
    private readonly InFlightInvocations inFlight = new();
    private readonly HostReadiness readiness = new();
    private bool isAppStarted;
    private bool isDisposed;

    private LocalFunctionsHost(FunctionsHostOptions options)
    {
        this.options = options;
        var hostJson = HostJson.Load(options.HostJsonPath);
        var functions = FunctionDiscovery.Find(options.FunctionsAssembly);
        RouteRules.Check(functions);

        app = HostedApp.Build(options);
        var schedules = TimerScheduleReader.ReadAll(functions, app.Services.GetRequiredService<IConfiguration>());
        var invoker = new FunctionInvoker(app.Services, hostJson.FunctionTimeout, options.TimeProvider, inFlight);
        var store = new TimerStatusStore(options.TimerStatusFolder);
        var logger = app.Services.GetRequiredService<ILogger<ScheduledTimer>>();
        timers = [.. schedules.Select(pair => new ScheduledTimer(pair.Key, pair.Value, store, invoker, options.TimeProvider, logger))];
        Functions = [.. functions.Select(function => FunctionDescriptions.Describe(function, hostJson.RoutePrefix, schedules))];

        var keys = KeyRing.From(options);
        Keys = keys.Keys;
        var admin = new AdminRoutes(keys, Functions, timers, readiness, options.TimeProvider);
        web = WebServer.Build(options, hostJson, readiness, admin, new HttpFunctionServer(keys, invoker), functions);
    }

    /// <summary>Ends with a slash, without the route prefix.</summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1/");

    /// <summary>In name order, which is the order in which their routes are tried.</summary>
    public IReadOnlyList<FunctionDescription> Functions { get; }

    public FunctionsHostKeys Keys { get; }

    /// <summary>The app's container.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Listens, starts the app, and then serves; until the app has started, requests are answered with 503.</summary>
    /// <exception cref="FunctionsHostException">The port is in use, or the real host would not load the app. Says which and why.</exception>
    /// <remarks>What the app's own start throws, such as an OptionsValidationException, is thrown as it is.</remarks>
    public static async Task<LocalFunctionsHost> StartAsync(FunctionsHostOptions options, CancellationToken cancellationToken = default)
    {
        var host = new LocalFunctionsHost(options);
        try
        {
            await host.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a timer function now and waits for it. Throws what the function threw.</summary>
    /// <exception cref="ArgumentException">There is no timer function of that name.</exception>
    public Task InvokeTimerAsync(string functionName, CancellationToken cancellationToken = default)
    {
        var timer = timers.FirstOrDefault(timer => string.Equals(timer.Name, functionName, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no timer function '{functionName}'.", nameof(functionName));
        return timer.InvokeAsync(isPastDue: false, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        readiness.IsReady = false;
        await HostStop.DrainAsync(web, timers, inFlight, options.DrainTimeout);
        if (isAppStarted)
        {
            await app.StopAsync(CancellationToken.None);
        }

        await web.DisposeAsync();
        app.Dispose();
        foreach (var timer in timers)
        {
            timer.Dispose();
        }

        inFlight.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await WebServer.ListenAsync(web, options.Port, cancellationToken);
        BaseAddress = new Uri(web.Urls.First().TrimEnd('/') + "/");
        await app.StartAsync(cancellationToken);
        isAppStarted = true;
        foreach (var timer in timers)
        {
            timer.Initialize();
        }

        readiness.IsReady = true;
        foreach (var timer in options.RunTimers ? timers : [])
        {
            timer.Start();
        }
    }
}
