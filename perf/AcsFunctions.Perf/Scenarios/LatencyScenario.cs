using AcsFunctions.Perf.Load;
using AcsFunctions.Perf.Report;
using AcsFunctions.Perf.Stack;

namespace AcsFunctions.Perf.Scenarios;

/// <summary>Latency at a rate that saturates nothing. Variants take short turns, so that what disturbs the machine disturbs them all.</summary>
internal sealed class LatencyScenario(PerfStack stack, TimeProvider clock)
{
    /// <summary>Requests a second: Azurite, which works on one thread, is far from its end.</summary>
    public const double Rate = 50;

    public async Task<IReadOnlyList<Row>> RunAsync(IReadOnlyList<Variant> variants, Mode mode, CancellationToken cancellationToken)
    {
        List<Row> rows = [];
        foreach (var latency in mode.Latencies)
        {
            stack.SetLatency(TimeSpan.FromMilliseconds(latency));
            var cells = variants.Select(variant => new Cell(variant)).ToArray();
            for (var round = 0; round < mode.Rounds; round++)
            {
                // Each is first once: none always follows the same one.
                foreach (var cell in cells.Skip(round % cells.Length).Concat(cells.Take(round % cells.Length)))
                {
                    await TakeTurnAsync(cell, mode.Turn, cancellationToken);
                }
            }

            rows.AddRange(cells.Select(cell => cell.ToRow(latency)));
        }

        stack.SetLatency(TimeSpan.Zero);
        return rows;
    }

    private async Task TakeTurnAsync(Cell cell, int requests, CancellationToken cancellationToken)
    {
        await cell.Variant.PrepareAsync(requests, cancellationToken);
        var before = await Usage.ReadAsync(stack, cancellationToken);
        var result = await new OpenLoop(clock).RunAsync(Rate, requests, cell.Variant.SendAsync, cancellationToken);
        cell.Add(result, before, await Usage.ReadAsync(stack, cancellationToken));
    }
}
