using System.Globalization;
using AcsFunctions.Perf.Report;
using AcsFunctions.Perf.Serving;
using AcsFunctions.Perf.Stack;

namespace AcsFunctions.Perf.Scenarios;

/// <summary>Saturates ours by key, ours by bearer and the floor in turns: what each request costs, and time to attach a profiler to a worker.</summary>
internal sealed class SaturateCommand(TimeProvider clock, TextWriter output)
{
    private static readonly string[] Names = [Variants.Keyed, Variants.Bearer, Variants.Floor];
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(6);

    /// <param name="seconds">For how long each is saturated, in turns of a second.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<int> RunAsync(int seconds, CancellationToken cancellationToken)
    {
        await using var stack = await PerfStack.StartAsync(TimeSpan.FromSeconds(30), await PublishedApps.PublishAsync(cancellationToken), cancellationToken);
        using var requests = new Requests();
        var variants = (await new Variants(stack, requests).CreateAsync(cancellationToken)).Where(variant => Names.Contains(variant.Name)).ToArray();
        var saturation = new SaturationScenario(stack, clock);
        await saturation.RunAsync(variants, Mode.Full with { SaturationRounds = (int)WarmUp.TotalSeconds }, cancellationToken);
        await output.WriteLineAsync("warm");
        var rows = await saturation.RunAsync(variants, Mode.Full with { SaturationRounds = seconds }, cancellationToken);

        var floor = rows.Single(row => row.Variant == Variants.Floor);
        foreach (var row in rows)
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Variant,-14} {row.PerSecond,6:F0}/s {row.CpuMilliseconds,6:F3} ms CPU (x {row.CpuMilliseconds / floor.CpuMilliseconds:F2}) {row.AllocatedBytes / 1000,6:F1} kB (x {row.AllocatedBytes / floor.AllocatedBytes:F2})"));
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync(MarkdownReport.Of(PerformanceTarget.Of(new PerfReport("saturate", Machine.Read()) { Saturation = rows })).ToString());
        return 0;
    }
}
