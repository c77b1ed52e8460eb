using AcsFunctions.FunctionsHost.Http;

namespace AcsFunctions.FunctionsHost;

/// <summary>
/// Stands in for the Azure Functions host: runs an app's functions in this process, on Kestrel, by the real host's rules. The app is
/// composed unmodified, in a container of its own. Disposing stops it: no new requests or runs, then what is in flight may finish
/// within <see cref="FunctionsHostOptions.DrainTimeout"/> before it is cancelled.
/// </summary>
/// <remarks>
/// What it is not: there is no second process, so a function that outlives its timeout is cancelled and left, not killed. Worker
/// middleware, input and output bindings, retry attributes, disabled functions, request throttling, App Service Authentication and
/// the key and file parts of the admin API are absent. One host is one instance: nothing keeps a second one from running the same
/// timers. Triggers, parameters and return types that it does not know stop it at the start.
/// </remarks>
public sealed class LocalFunctionsHost : IAsyncDisposable
{
    private readonly FunctionsHostOptions options;
    private readonly HostParts parts;
    private bool isAppStarted;
    private bool isDisposed;

    private LocalFunctionsHost(FunctionsHostOptions options)
    {
        this.options = options;
        parts = HostParts.Compose(options);
    }

    /// <summary>Ends with a slash, without the route prefix.</summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1/");

    /// <summary>In name order, which is the order in which their routes are tried.</summary>
    public IReadOnlyList<FunctionDescription> Functions => parts.Functions;

    public FunctionsHostKeys Keys => parts.Keys;

    /// <summary>The app's container.</summary>
    public IServiceProvider Services => parts.App.Services;

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

    /// <summary>Runs a timer function now, beside its schedule, and waits for it. Throws what the function threw.</summary>
    /// <exception cref="ArgumentException">There is no timer function of that name.</exception>
    /// <exception cref="TimeoutException">It ran longer than host.json allows.</exception>
    public Task InvokeTimerAsync(string functionName, CancellationToken cancellationToken = default)
    {
        var timer = parts.Timers.FirstOrDefault(timer => string.Equals(timer.Name, functionName, StringComparison.OrdinalIgnoreCase))
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
        parts.Readiness.IsReady = false;
        await HostStop.DrainAsync(parts, options.DrainTimeout);
        if (isAppStarted)
        {
            await parts.App.StopAsync(CancellationToken.None);
        }

        await HostStop.DisposeAsync(parts);
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await WebServer.ListenAsync(parts.Web, options.Port, cancellationToken);
        BaseAddress = new Uri(parts.Web.Urls.First().TrimEnd('/') + "/");
        await parts.App.StartAsync(cancellationToken);
        isAppStarted = true;
        parts.Readiness.IsReady = true;
        foreach (var timer in options.RunTimers ? parts.Timers : [])
        {
            timer.Start();
        }
    }
}
