using AcsFunctions.FunctionsHost.Workers;
using AcsFunctions.Testing.Workers;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.FunctionsHost.Tests.Fixtures;

/// <summary>What a test changes about a host; the rest is the default.</summary>
internal sealed record HostSetup(params Type[] Functions)
{
    public Dictionary<string, string?> Settings { get; init; } = [];

    public string? HostJson { get; init; }

    public int Port { get; init; }

    public string[] AllowedOrigins { get; init; } = [];

    public bool AllowCredentials { get; init; }

    /// <summary>Stands between the host and the worker's own launcher.</summary>
    public Func<IWorkerLauncher, IWorkerLauncher> Launcher { get; init; } = inner => inner;

    public int WorkerCount { get; init; } = 1;

    public bool RunTimers { get; init; } = true;

    public string? TimerStatusFolder { get; init; }

    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(10);

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    public Action<IHostApplicationBuilder> App { get; init; } = _ => { };

    public Action<Microsoft.AspNetCore.Builder.WebApplication>? Web { get; init; }

    public Action<ServedRequest>? RequestServed { get; init; }

    /// <summary>A worker whose functions are those of the types, whatever else the assembly has.</summary>
    public InProcessWorkerLauncher Worker() => new(typeof(HostSetup).Assembly, builder =>
    {
        builder.Services.AddSingleton<Calls>();
        builder.Services.AddSingleton<IFunctionMetadataProvider>(new FunctionsOf(Functions));
        App(builder);
    });

    public FunctionsHostOptions Options(IWorkerLauncher worker, LogLines logs, TemporaryFolder folder) => new()
    {
        Worker = Launcher(worker),
        WorkerCount = WorkerCount,
        Settings = Settings,
        HostJsonPath = HostJson is null ? null : folder.Write("host.json", HostJson),
        Port = Port,
        Keys = new FunctionsHostKeys("function-key", "host-key", "master-key"),
        AllowedOrigins = AllowedOrigins,
        AllowCredentials = AllowCredentials,
        RunTimers = RunTimers,
        TimerStatusFolder = TimerStatusFolder,
        DrainTimeout = DrainTimeout,
        TimeProvider = TimeProvider,
        ConfigureLogging = logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs),
        ConfigureWebApplication = Web,
        RequestServed = RequestServed,
    };
}
