using AcsFunctions.FunctionsHost;
using AcsFunctions.FunctionsHost.Workers;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.Soak;

/// <summary>The functions host, in this process. Its worker is a process of its own, <see cref="SoakWorker"/>, and ends with this one.</summary>
internal static class SoakHost
{
    // The category under which the host logs, line by line, what workers write.
    private const string WorkerOutput = "Worker";

    /// <param name="stack">What the functions are told to use.</param>
    /// <param name="clockAhead">How far the clock of its workers is ahead.</param>
    /// <param name="logged">Told every line that host and workers log. Of a worker that is killed, all that it wrote has been told once the host is disposed of.</param>
    /// <param name="cancellationToken">Gives up, and leaves no process.</param>
    public static Task<LocalFunctionsHost> StartAsync(SoakStack stack, TimeSpan clockAhead, Action<string> logged, CancellationToken cancellationToken) => LocalFunctionsHost.StartAsync(
        new FunctionsHostOptions
        {
            Worker = new WorkerProcessLauncher(Path.Combine(AppContext.BaseDirectory, "soak-worker")),
            HostJsonPath = Path.Combine(AppContext.BaseDirectory, "host.json"),
            Settings = new Dictionary<string, string?>(stack.Settings) { [SoakWorker.ClockAheadSetting] = clockAhead.ToString() },
            Keys = FunctionsHostKeys.Create() with { Function = stack.FunctionKey, Master = stack.MasterKey },
            DrainTimeout = TimeSpan.Zero,
            ConfigureLogging = logging => logging
                .SetMinimumLevel(LogLevel.Information)
                .AddFilter(WorkerOutput, LogLevel.Debug)
                .AddProvider(new LineLogger(logged)),
        },
        cancellationToken);
}
