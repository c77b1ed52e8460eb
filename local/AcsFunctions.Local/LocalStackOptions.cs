using System.Security.Cryptography;
using AcsFunctions.FunctionsHost.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Local;

/// <summary>What a local stack consists of. Every port is on 127.0.0.1, and 0, the default, takes a free one.</summary>
public sealed class LocalStackOptions
{
    /// <value>The port of the functions.</value>
    public int Port { get; init; }

    /// <value>The port of the sign-in for development.</value>
    public int SignInPort { get; init; }

    /// <value>What the sign-in for development signs with, private part included; null, the default, takes the one of the data folder, or makes a new one where there is none.</value>
    public RSAParameters? SignInKey { get; init; }

    /// <value>The port of the ACS emulator.</value>
    public int EmulatorPort { get; init; }

    /// <value>The port of table storage.</value>
    public int TablePort { get; init; }

    /// <value>The port of blob storage, which the functions do without and Core Tools does not; null, the default, runs none.</value>
    public int? BlobPort { get; init; }

    /// <value>The port of queue storage, as <see cref="BlobPort"/>.</value>
    public int? QueuePort { get; init; }

    /// <value>Where tables, identities and keys are kept between runs; created if missing, used by one stack at a time. Null, the default, keeps nothing.</value>
    public string? DataFolder { get; init; }

    /// <value>Table storage to use in place of an Azurite of its own; null, the default, starts one.</value>
    public string? TableConnectionString { get; init; }

    /// <value>
    /// Whether the functions, the sign-in and the ACS emulator serve https, with one certificate for 127.0.0.1 and localhost that is kept
    /// with the data. Default false. Table storage stays at http, and so does the way between host and worker.
    /// </value>
    public bool Tls { get; init; }

    /// <value>
    /// Whether the playground shows what an operator sees of a deployment. The functions then export their telemetry to this process,
    /// unless <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where else. Default false.
    /// </value>
    public bool Monitoring { get; init; }

    /// <value>App settings that win over the stack's own. <c>__</c> in a name works as <c>:</c>.</value>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <value>Origins whose pages may call the functions and sign in, such as <c>http://localhost:5173</c>; none by default. <c>*</c> lets all pages call the functions, and none sign in.</value>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <value>Whether those pages may send cookies. Default false; cannot be combined with the origin <c>*</c>.</value>
    public bool AllowCredentials { get; init; }

    /// <value>False leaves timers to the caller. Default true.</value>
    public bool RunTimers { get; init; } = true;

    /// <value>The clock of all parts but table storage and the function app itself; the system's by default.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <value>The log of all parts; none by default.</value>
    public Action<ILoggingBuilder>? ConfigureLogging { get; init; }

    /// <value>Starts the functions; null, the default, starts the function app that was built together with this program, as a process of its own. One that is given has to trust the certificate of <see cref="Tls"/> by itself.</value>
    public IWorkerLauncher? Worker { get; init; }

    /// <value>Adds pages beside the functions, on the same port.</value>
    public Action<WebApplication>? ConfigureWebApplication { get; init; }

    /// <value>Told in a sentence when something takes longer than a moment.</value>
    public Action<string>? Progress { get; init; }
}
