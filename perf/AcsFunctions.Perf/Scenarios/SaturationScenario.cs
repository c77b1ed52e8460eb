using AcsFunctions.Perf.Load;
using AcsFunctions.Perf.Report;
using AcsFunctions.Perf.Stack;

namespace AcsFunctions.Perf.Scenarios;

/// <summary>How many requests a second can be served, with no latency upstream. Everything shares the machine's cores: driver, functions, emulator, Azurite. Variants take turns.</summary>
internal sealed class SaturationScenario(PerfStack stack, TimeProvider clock)
{
    // Four persons' open tabs.
    private const int Connections = 4 * Variants.Tabs;

    // More than any variant has been seen to reach: what is made ready has to last.
    private const int MostPerSecond = 5000;

    public async Task<IReadOnlyList<Row>> RunAsync(IReadOnlyList<Variant> variants, Mode mode, CancellationToken cancellationToken)
    {
        var cells = variants.Select(variant => new Cell(variant)).ToArray();
        for (var round = 0; round < mode.SaturationRounds; round++)
        {
            foreach (var cell in cells)
            {
                await SaturateAsync(cell, mode.Saturation, cancellationToken);
            }
        }

        return [.. cells.Select(cell => cell.ToRow(0))];
    }

    /// <summary>More requests than any variant sends in the time.</summary>
    public static int MostIn(TimeSpan duration) => (int)(MostPerSecond * duration.TotalSeconds);

    public Task<LoadResult> LoadAsync(Variant variant, TimeSpan duration, CancellationToken cancellationToken)
        => new ClosedLoop(clock).RunAsync(Connections, duration, variant.SendAsync, cancellationToken, variant.Together);

    private async Task SaturateAsync(Cell cell, TimeSpan duration, CancellationToken cancellationToken)
    {
        await cell.Variant.PrepareAsync(MostIn(duration), cancellationToken);
        var before = await Usage.ReadAsync(stack, cancellationToken);
        var result = await LoadAsync(cell.Variant, duration, cancellationToken);
        cell.Add(result, before, await Usage.ReadAsync(stack, cancellationToken));
    }
}
