using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.FunctionsHost;

/// <summary>What to run, and how.</summary>
public sealed class FunctionsHostOptions
{
    /// <summary>Holds the methods marked as functions.</summary>
    public required Assembly FunctionsAssembly { get; init; }

    /// <summary>Composes the app, on the kind of builder that <c>FunctionsApplication.CreateBuilder</c> gives.</summary>
    public required Action<IHostApplicationBuilder> ConfigureApp { get; init; }

    /// <summary>
    /// The app settings. <c>__</c> in a name works as <c>:</c>. The app sees these and nothing of this process's environment,
    /// and they win over configuration that the app adds itself.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <value>Null for the real host's defaults: prefix <c>api</c>, no custom headers, a timeout of 30 minutes.</value>
    public string? HostJsonPath { get; init; }

    /// <value>0 to 65535 on 127.0.0.1; 0, the default, picks a free one.</value>
    public int Port { get; init; }

    /// <value>Null, the default, makes a random one: <see cref="FunctionsHostKeys.Function"/>.</value>
    public string? FunctionKey { get; init; }

    /// <value>Null, the default, makes a random one: <see cref="FunctionsHostKeys.Host"/>.</value>
    public string? HostKey { get; init; }

    /// <value>Null, the default, makes a random one: <see cref="FunctionsHostKeys.Master"/>.</value>
    public string? MasterKey { get; init; }

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

    /// <value>Applied to the app's logging and to the host's own. Default: no log at all.</value>
    public Action<ILoggingBuilder>? ConfigureLogging { get; init; }

    /// <value>
    /// Adds pages and endpoints beside the functions, in the host's own web application and container. Functions and
    /// <c>/admin</c> are served first; a page at <c>/</c> takes the place of the host's home page.
    /// </value>
    public Action<WebApplication>? ConfigureWebApplication { get; init; }
}
