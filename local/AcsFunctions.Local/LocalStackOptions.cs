using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Local;

/// <summary>What a local stack consists of. Every port is on 127.0.0.1, and 0, the default, takes a free one.</summary>
public sealed class LocalStackOptions
{
    /// <value>The port of the functions.</value>
    public int Port { get; init; }

    /// <value>The port of the sign-in for development.</value>
    public int SignInPort { get; init; }

    /// <value>The port of the ACS emulator.</value>
    public int EmulatorPort { get; init; }

    /// <value>The port of table storage.</value>
    public int TablePort { get; init; }

    /// <value>Where tables, identities and keys are kept between runs; created if missing, used by one stack at a time. Null, the default, keeps nothing.</value>
    public string? DataFolder { get; init; }

    /// <value>Table storage to use in place of an Azurite of its own; null, the default, starts one.</value>
    public string? TableConnectionString { get; init; }

    /// <value>App settings that win over the stack's own. <c>__</c> in a name works as <c>:</c>.</value>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <value>Origins whose pages may call the functions and sign in, such as <c>http://localhost:5173</c>; none by default.</value>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <value>Whether those pages may send cookies. Default false; cannot be combined with the origin <c>*</c>.</value>
    public bool AllowCredentials { get; init; }

    /// <value>False leaves timers to the caller. Default true.</value>
    public bool RunTimers { get; init; } = true;

    /// <value>The clock of all parts but table storage; the system's by default.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <value>The log of all parts; none by default.</value>
    public Action<ILoggingBuilder>? ConfigureLogging { get; init; }

    /// <value>Called before the app composes itself, so that what is registered here is found there.</value>
    public Action<IHostApplicationBuilder>? ConfigureApp { get; init; }

    /// <value>Adds pages beside the functions, on the same port.</value>
    public Action<WebApplication>? ConfigureWebApplication { get; init; }

    /// <value>Told in a sentence when something takes longer than a moment.</value>
    public Action<string>? Progress { get; init; }
}
