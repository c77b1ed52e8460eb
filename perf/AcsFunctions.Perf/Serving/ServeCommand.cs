using System.Text.Json;
using AcsFunctions.FunctionsHost;
using AcsFunctions.FunctionsHost.Workers;
using AcsFunctions.Perf.Report;
using AcsFunctions.Perf.Stack;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AcsFunctions.Perf.Serving;

/// <summary>
/// Functions hosts with the worker processes that are measured, and nothing else. Reads its plan from standard input, prints where it listens, and
/// ends with the standard input, so that it never outlives who started it.
/// </summary>
internal static class ServeCommand
{
    public const string CountersPath = "/perf/counters";

    public static async Task<int> RunAsync(TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        var plan = JsonSerializer.Deserialize(await input.ReadLineAsync(cancellationToken) ?? "", PerfJson.Default.ServePlan)!;
        List<LocalFunctionsHost> hosts = [];
        var folder = Directory.CreateTempSubdirectory("acs-functions-perf-");
        try
        {
            if (plan.IsHostWarm)
            {
                await WarmUpAsync(plan, cancellationToken);
            }

            List<ServedHost> served = [];
            foreach (var host in plan.Hosts)
            {
                var portFile = Path.Combine(folder.FullName, host.Name);
                var worker = new TimedLauncher(Launcher(host.App, plan, portFile), TimeProvider.System);
                hosts.Add(await LocalFunctionsHost.StartAsync(Options(host, worker, portFile), cancellationToken));
                served.Add(new ServedHost(host.Name, hosts[^1].BaseAddress, hosts[^1].Keys.Function) { WorkerStartedOn = worker.StartedOn });
            }

            await output.WriteLineAsync(JsonSerializer.Serialize(served, PerfJson.Default.ListServedHost).AsMemory(), cancellationToken);
            await output.FlushAsync(cancellationToken);
            while (await input.ReadLineAsync(cancellationToken) is not null)
            {
            }
        }
        finally
        {
            foreach (var host in hosts)
            {
                await host.DisposeAsync();
            }

            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task WarmUpAsync(ServePlan plan, CancellationToken cancellationToken)
    {
        var empty = new HostPlan("warm-up", HostedApp.Empty, new Dictionary<string, string?>());
        var worker = new WorkerProcessLauncher(AppFolders.Of(empty.App, plan.Published));
        await using var host = await LocalFunctionsHost.StartAsync(Options(empty, worker, portFile: ""), cancellationToken);
        using var requests = new Requests();
        for (var request = 0; request < 5; request++)
        {
            await requests.PostAsync(new ServedHost(empty.Name, host.BaseAddress, host.Keys.Function), PerfStack.EmptyPath, cancellationToken);
        }
    }

    private static WorkerProcessLauncher Launcher(HostedApp app, ServePlan plan, string portFile) => new(AppFolders.Of(app, plan.Published))
    {
        Environment = new Dictionary<string, string>
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(ServeCommand).Assembly.Location,
            [CountersAgent.PortFileVariable] = portFile,
            [CountersAgent.UpstreamVariable] = $"{plan.CountsUpstream}",
        },
    };

    private static FunctionsHostOptions Options(HostPlan plan, IWorkerLauncher worker, string portFile) => new()
    {
        Worker = worker,
        Settings = plan.Settings,
        RunTimers = false,
        DrainTimeout = TimeSpan.FromSeconds(1),
        ConfigureWebApplication = web => web.Use(async (http, next) =>
        {
            if (http.Request.Path == CountersPath)
            {
                var counters = await CountersAgent.ReadAsync(portFile, http.RequestAborted);
                await http.Response.WriteAsync(JsonSerializer.Serialize(counters, PerfJson.Default.Counters), http.RequestAborted);
                return;
            }

            await next(http);
        }),
    };
}
