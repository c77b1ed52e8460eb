using AcsFunctions.Perf.Report;
using AcsFunctions.Perf.Serving;
using AcsFunctions.Perf.Stack;

namespace AcsFunctions.Perf.Scenarios;

/// <summary>Starts the stack, measures all of it, prints what was found and keeps it for <c>docs</c>.</summary>
internal sealed class MeasureCommand(TimeProvider clock, TextWriter output, TextWriter progress)
{
    public async Task<int> RunAsync(Mode mode, CancellationToken cancellationToken)
    {
        var report = await MeasureAsync(mode, cancellationToken);
        await ReportFiles.SaveAsync(report, cancellationToken);
        await output.WriteLineAsync(MarkdownReport.Of(report));
        return 0;
    }

    public async Task<PerfReport> MeasureAsync(Mode mode, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var published = mode.IsPublished ? await PublishedApps.PublishAsync(cancellationToken) : null;
        await using var stack = await PerfStack.StartAsync(mode.QuotaWindow, published, cancellationToken);
        using var requests = new Requests();
        var variants = (await new Variants(stack, requests).CreateAsync(cancellationToken))
            .Where(variant => mode.Variants?.Contains(variant.Name) ?? true).ToArray();
        await SayAsync("warming up");
        var saturation = new SaturationScenario(stack, clock);
        await WarmUpAsync(variants, mode.WarmUp, saturation, cancellationToken);

        await SettleAsync(stack, cancellationToken);
        await SayAsync("latencies");
        var latencies = new LatencyScenario(stack, clock);
        var report = new PerfReport(mode.Name, Machine.Read())
        {
            Rate = LatencyScenario.Rate,
            Latencies = await latencies.RunAsync(variants, mode, cancellationToken),
        };
        if (mode.Variants is null)
        {
            await SayAsync("saturation");
            report = report with { Saturation = await saturation.RunAsync(variants, mode, cancellationToken) };
            await SayAsync("twice the quota");
            report = report with
            {
                Goodput = await new GoodputScenario(stack, requests, clock).RunAsync(mode.QuotaWindow, mode.QuotaWindows, cancellationToken),
            };
        }

        await SayAsync("done");
        return report with { Machine = Machine.Read(), Build = published is null ? "compiled at run time" : "ReadyToRun" };

        Task SayAsync(string what) => progress.WriteLineAsync($"{clock.GetElapsedTime(started).TotalSeconds,4:F0} s  {what}");
    }

    private static async Task WarmUpAsync(IReadOnlyList<Variant> variants, TimeSpan duration, SaturationScenario saturation, CancellationToken cancellationToken)
    {
        foreach (var variant in variants)
        {
            await variant.PrepareAsync(SaturationScenario.MostIn(duration), cancellationToken);
            var result = await saturation.LoadAsync(variant, duration, cancellationToken);
            if (result.Failed > 0)
            {
                throw new InvalidOperationException($"{variant.Name}: {result.Failed} requests failed while warming up: {result.FirstFailure}");
            }
        }
    }

    // The just-in-time compiler goes on in the background for a while.
    private async Task SettleAsync(PerfStack stack, CancellationToken cancellationToken)
    {
        var pause = TimeSpan.FromMilliseconds(500);
        for (var (turn, busy) = (0, true); turn < 10 && busy; turn++)
        {
            var before = await stack.Server.ReadCountersAsync(cancellationToken);
            await Task.Delay(pause, clock, cancellationToken);
            var after = await stack.Server.ReadCountersAsync(cancellationToken);
            busy = after.CpuMilliseconds - before.CpuMilliseconds > pause.TotalMilliseconds / 20;
        }
    }
}
