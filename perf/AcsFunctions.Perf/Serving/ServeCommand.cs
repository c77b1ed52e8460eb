using System.Text.Json;
using AcsFunctions.FunctionsHost;
using AcsFunctions.Perf.Report;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AcsFunctions.Perf.Serving;

/// <summary>
/// The process that is measured: functions hosts and nothing else. Reads its plan from standard input, prints where it listens, and
/// ends with the standard input, so that it never outlives who started it.
/// </summary>
internal static class ServeCommand
{
    public const string CountersPath = "/perf/counters";

    public static async Task<int> RunAsync(TextReader input, TextWriter output, CancellationToken cancellationToken)
    {
        var plan = JsonSerializer.Deserialize(await input.ReadLineAsync(cancellationToken) ?? "", PerfJson.Default.ServePlan)!;
        using var upstream = plan.CountsUpstream ? new UpstreamCounter() : null;
        List<LocalFunctionsHost> hosts = [];
        try
        {
            List<ServedHost> served = [];
            foreach (var host in plan.Hosts)
            {
                hosts.Add(await LocalFunctionsHost.StartAsync(Options(host, upstream), cancellationToken));
                served.Add(new ServedHost(host.Name, hosts[^1].BaseAddress, hosts[^1].Keys.Function));
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
        }

        return 0;
    }

    private static FunctionsHostOptions Options(HostPlan plan, UpstreamCounter? upstream) => new()
    {
        FunctionsAssembly = plan.App switch
        {
            HostedApp.Ours => HostedApps.OursAssembly,
            HostedApp.Probes => HostedApps.ProbesAssembly,
            _ => HostedApps.EmptyAssembly,
        },
        ConfigureApp = plan.App switch
        {
            HostedApp.Ours => HostedApps.ConfigureOurs,
            HostedApp.Probes => HostedApps.ConfigureProbes,
            _ => _ => { },
        },
        Settings = plan.Settings,
        RunTimers = false,
        DrainTimeout = TimeSpan.FromSeconds(1),
        ConfigureWebApplication = web => web.Use(async (http, next) =>
        {
            if (http.Request.Path == CountersPath)
            {
                await http.Response.WriteAsync(JsonSerializer.Serialize(Counters.Read(upstream), PerfJson.Default.Counters), http.RequestAborted);
                return;
            }

            await next(http);
        }),
    };
}
