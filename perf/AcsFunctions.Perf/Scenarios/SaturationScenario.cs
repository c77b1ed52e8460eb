using AcsFunctions.Perf.Load;
using AcsFunctions.Perf.Report;
using AcsFunctions.Perf.Stack;

namespace AcsFunctions.Perf.Scenarios;

/// <summary>How many requests a second can be served, with no latency upstream. Everything shares the machine's cores: driver, functions, emulator, Azurite.</summary>
internal sealed class SaturationScenario(PerfStack stack, TimeProvider clock)
{
    private const int Connections = 16;

    // More than any variant has been seen to reach: what is made ready has to last.
    private const int MostPerSecond = 5000;

    public async Task<IReadOnlyList<Row>> RunAsync(IReadOnlyList<Variant> variants, TimeSpan duration, CancellationToken cancellationToken)
    {
        List<Row> rows = [];
        foreach (var variant in variants)
        {
            rows.Add(await SaturateAsync(variant, duration, cancellationToken));
        }

        return rows;
    }

    /// <summary>More requests than any variant sends in the time.</summary>
    public static int MostIn(TimeSpan duration) => (int)(MostPerSecond * duration.TotalSeconds);

    private async Task<Row> SaturateAsync(Variant variant, TimeSpan duration, CancellationToken cancellationToken)
    {
        var cell = new Cell(variant);
        await variant.PrepareAsync(MostIn(duration), cancellationToken);
        var before = await Usage.ReadAsync(stack, cancellationToken);
        var result = await new ClosedLoop(clock).RunAsync(Connections, duration, variant.SendAsync, cancellationToken);
        cell.Add(result, before, await Usage.ReadAsync(stack, cancellationToken));
        return cell.ToRow(0);
    }
}
