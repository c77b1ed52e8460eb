using AcsFunctions.Perf.Report;
using AcsFunctions.Perf.Scenarios;
using AcsFunctions.Perf.Serving;
using AcsFunctions.Perf.Stack;

namespace AcsFunctions.Perf.ColdStart;

/// <summary>From the start of a worker process to its first answer: ours, the floor and an empty function behind the same warm host, in turns, compiled at run time and ahead.</summary>
internal sealed class ColdStartCommand(TimeProvider clock, TextWriter output)
{
    public const string Ours = Variants.Keyed;

    private static readonly (string Variant, string Host, string Path)[] Subjects =
    [
        (Variants.Empty, PerfStack.Empty, PerfStack.EmptyPath),
        (Variants.Floor, PerfStack.Probes, "api/floor/u0"),
        (Ours, PerfStack.App, "api/keyed/users/local%7Cu0/tokens"),
    ];

    /// <param name="starts">How often each is started, after once that does not count.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<int> RunAsync(int starts, CancellationToken cancellationToken)
    {
        List<(string Name, string? Folder)> builds = [("compiled at run time", null)];
        if (await PublishedApps.PublishAsync(cancellationToken) is { } ahead)
        {
            builds.Add(("ReadyToRun", ahead));
        }

        await using var stack = await PerfStack.StartUpstreamAsync(cancellationToken);
        await stack.Clients.SeedAsync(["u0"], cancellationToken);
        await StartAsync(stack.Host(PerfStack.App), folder: null, "api/keyed/users/local%7Cu0/tokens", cancellationToken);
        var measured = builds.SelectMany(build => Subjects.Select(subject => (build, subject, Times: new List<ColdStart>()))).ToArray();
        for (var start = -1; start < starts; start++)
        {
            // In turns that begin elsewhere each time: a process that ends still disturbs the next one.
            var turn = Math.Max(0, start) % measured.Length;
            foreach (var (build, subject, times) in measured.Skip(turn).Concat(measured.Take(turn)))
            {
                var time = await StartAsync(stack.DeployedHost(subject.Host), build.Folder, subject.Path, cancellationToken);
                // The first of each warms the file cache.
                if (start >= 0)
                {
                    times.Add(time);
                }
            }
        }

        var report = new ColdStartReport(Machine.Read(), [.. measured.Select(subject => new ColdStartRow(
            subject.subject.Variant, subject.build.Name, starts,
            Median(subject.Times.Select(time => time.Listening)), Median(subject.Times.Select(time => time.Answered)),
            Median(subject.Times.Select(time => time.Counters.CpuMilliseconds)), subject.Times[^1].Counters))]);
        await ReportFiles.SaveAsync(report, cancellationToken);
        await output.WriteLineAsync(MarkdownReport.Of(report));
        return 0;
    }

    private async Task<ColdStart> StartAsync(HostPlan host, string? folder, string path, CancellationToken cancellationToken)
    {
        using var requests = new Requests();
        var plan = new ServePlan([host], CountsUpstream: false) { Published = folder, IsHostWarm = true };
        await using var server = await ServerProcess.StartAsync(plan, cancellationToken);
        var listening = clock.GetUtcNow();
        var served = server[host.Name];
        await requests.PostAsync(served, path, cancellationToken);
        var answered = clock.GetUtcNow();
        return new ColdStart(
            (listening - served.WorkerStartedOn).TotalMilliseconds, (answered - served.WorkerStartedOn).TotalMilliseconds, await server.ReadCountersAsync(cancellationToken));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private sealed record ColdStart(double Listening, double Answered, Counters Counters);
}
