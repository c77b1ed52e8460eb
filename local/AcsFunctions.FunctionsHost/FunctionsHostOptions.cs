using System.Security.Cryptography.X509Certificates;
using AcsFunctions.FunctionsHost.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.FunctionsHost;

/// <summary>What to run, and how.</summary>
public sealed class FunctionsHostOptions
{
    /// <summary>Starts the workers: a <see cref="WorkerProcessLauncher"/> for a built app's folder.</summary>
    public required IWorkerLauncher Worker { get; init; }

    /// <value>How many workers take calls in turn; 1, the default, or more.</value>
    public int WorkerCount { get; init; } = 1;

    /// <summary>The app settings, which workers get as environment variables. <c>__</c> in a name works as <c>:</c>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <value>Null, the default, takes the one in the app's folder; where there is none, the real host's defaults: prefix <c>api</c>, no custom headers, a timeout of 30 minutes.</value>
    public string? HostJsonPath { get; init; }

    /// <value>0 to 65535 on 127.0.0.1; 0, the default, picks a free one.</value>
    public int Port { get; init; }

    /// <value>Serves https, with this certificate and its key; null, the default, serves http. Workers are spoken to without TLS either way, as by the real host.</value>
    public X509Certificate2? Certificate { get; init; }

    /// <value>Null, the default, makes random ones.</value>
    public FunctionsHostKeys? Keys { get; init; }

    /// <value>Origins that browsers may call from; empty, the default, switches CORS off, so that OPTIONS is an ordinary request.</value>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <value>Default false. Cannot be combined with the origin <c>*</c>.</value>
    public bool AllowCredentials { get; init; }

    /// <value>False leaves timers to <see cref="LocalFunctionsHost.InvokeTimerAsync"/> and the admin API. Default true.</value>
    public bool RunTimers { get; init; } = true;

    /// <value>
    /// A folder that keeps when each timer ran, so that an occurrence missed while the host was down runs at the next start with
    /// <c>IsPastDue</c>. Null, the default, remembers nothing between starts.
    /// </value>
    public string? TimerStatusFolder { get; init; }

    /// <value>How long a stop lets invocations finish before it cancels them; by the real clock. Default 10 seconds.</value>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <value>Drives schedules and function timeouts. Default: the system's.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <value>Told of each request that a function answered, once it has; must return at once, and not throw. Null, the default, tells nobody.</value>
    public Action<ServedRequest>? RequestServed { get; init; }

    /// <value>Applied to the host's logging, which passes on what workers log. Default: no log at all.</value>
    public Action<ILoggingBuilder>? ConfigureLogging { get; init; }

    /// <value>
    /// Adds pages and endpoints beside the functions, in the host's own web application and container. Functions and
    /// <c>/admin</c> are served first; a page at <c>/</c> takes the place of the host's home page.
    /// </value>
    public Action<WebApplication>? ConfigureWebApplication { get; init; }
}
