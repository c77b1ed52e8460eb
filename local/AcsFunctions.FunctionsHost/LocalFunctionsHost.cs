using AcsFunctions.FunctionsHost.Http;
using AcsFunctions.FunctionsHost.Workers;

namespace AcsFunctions.FunctionsHost;

/// <summary>
/// Takes the place of the Azure Functions host: starts an app's real worker, asks it for its functions, and serves their HTTP and timer
/// triggers by the real host's rules. Disposing stops it: no new requests or runs, then what is in flight may finish within
/// <see cref="FunctionsHostOptions.DrainTimeout"/> before it is cancelled, and then the workers end.
/// </summary>
/// <remarks>
/// What it is not: input and output bindings, triggers other than HTTP and timer, retry attributes, disabled functions, request
/// throttling, App Service Authentication and the key and file parts of the admin API are absent. One host is one instance: nothing
/// keeps a second one from running the same timers.
/// </remarks>
public sealed class LocalFunctionsHost : IAsyncDisposable
{
    private readonly FunctionsHostOptions options;
    private readonly HostParts parts;
    private bool isDisposed;

    private LocalFunctionsHost(FunctionsHostOptions options)
    {
        this.options = options;
        parts = new HostParts(options);
    }

    /// <summary>Ends with a slash, without the route prefix.</summary>
    public Uri BaseAddress { get; private set; } = new("http://127.0.0.1/");

    /// <summary>In name order, which is the order in which their routes are tried.</summary>
    public IReadOnlyList<FunctionDescription> Functions => parts.State.Served?.Descriptions ?? [];

    public FunctionsHostKeys Keys => parts.Keys;

    /// <summary>The processes of the workers that are ready now; none of a worker that runs in this process.</summary>
    public IReadOnlyList<int> WorkerProcessIds => parts.Pool.ProcessIds;

    /// <summary>Listens, starts the workers, and then serves; until they are ready, requests are answered with 503.</summary>
    /// <exception cref="FunctionsHostException">The port is in use or denied, or the real host would not load the app. Says which and why.</exception>
    /// <exception cref="WorkerStartException">A worker did not get ready; the message is its own where it gave one.</exception>
    public static async Task<LocalFunctionsHost> StartAsync(FunctionsHostOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
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

    /// <summary>Runs a timer function now, beside its schedule, and waits for it.</summary>
    /// <exception cref="ArgumentException">There is no timer function of that name.</exception>
    /// <exception cref="ReportedException">It failed.</exception>
    /// <exception cref="TimeoutException">It ran longer than host.json allows.</exception>
    public Task InvokeTimerAsync(string functionName, CancellationToken cancellationToken = default)
    {
        var timer = parts.Timers.FirstOrDefault(timer => string.Equals(timer.Name, functionName, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no timer function '{functionName}'.", nameof(functionName));
        return timer.InvokeAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        parts.State.Stop();
        await HostStop.DrainAsync(parts, options.DrainTimeout);
        await HostStop.DisposeAsync(parts);
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await WebServer.ListenAsync(parts.Web, options.Port, cancellationToken);
        BaseAddress = new Uri(parts.Web.Urls.First().TrimEnd('/') + "/");
        await parts.WorkerServer.StartAsync(cancellationToken);
        parts.State.Served = parts.Serve(await parts.Pool.StartAsync(cancellationToken));
        foreach (var timer in options.RunTimers ? parts.Timers : [])
        {
            timer.Start();
        }
    }
}
