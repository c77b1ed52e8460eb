using AcsFunctions.Perf.Load;
using AcsFunctions.Perf.Report;

namespace AcsFunctions.Perf.Scenarios;

/// <summary>One variant at one latency, over all its turns.</summary>
internal sealed class Cell(Variant variant)
{
    private double cpuMilliseconds;
    private long allocated;
    private long acsCalls;
    private long tableCalls;

    public Variant Variant => variant;

    public LoadResult Result { get; } = new();

    public void Add(LoadResult turn, Usage before, Usage after)
    {
        Result.Add(turn);
        cpuMilliseconds += after.Functions.CpuMilliseconds - before.Functions.CpuMilliseconds;
        allocated += after.Functions.AllocatedBytes - before.Functions.AllocatedBytes;
        acsCalls += after.AcsCalls - before.AcsCalls;
        tableCalls += after.TableCalls - before.TableCalls;
    }

    public Row ToRow(int latencyMilliseconds)
    {
        var all = Math.Max(1, Result.Succeeded + Result.Failed);
        var answered = Math.Max(1, Result.Succeeded);
        return new Row(variant.Name, latencyMilliseconds, Result.Succeeded, Result.Failed)
        {
            P50 = Result.Milliseconds(50),
            P90 = Result.Milliseconds(90),
            P99 = Result.Milliseconds(99),
            P999 = Result.Milliseconds(99.9),
            PerSecond = Result.Succeeded / Math.Max(0.001, Result.Elapsed.TotalSeconds),
            CpuMilliseconds = variant.IsServed ? cpuMilliseconds / all : null,
            AllocatedBytes = variant.IsServed ? (double)allocated / all : null,
            AcsCalls = (double)acsCalls / answered,
            TableCalls = variant.IsServed ? (double)tableCalls / answered : null,
        };
    }
}
