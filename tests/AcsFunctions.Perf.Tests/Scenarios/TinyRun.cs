using AcsFunctions.Perf.Report;
using AcsFunctions.Perf.Scenarios;

namespace AcsFunctions.Perf.Tests.Scenarios;

/// <summary>The whole measurement in small, once: its times mean nothing, but what it counts does.</summary>
public sealed class TinyRun : IAsyncLifetime
{
    private static readonly Mode Tiny = new(
        "tiny", Rounds: 1, Turn: 10, WarmUp: TimeSpan.FromSeconds(0.02), TimeSpan.FromSeconds(0.02), TimeSpan.FromSeconds(1), QuotaWindows: 1);

    internal PerfReport Report { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Report = await new MeasureCommand(TimeProvider.System, TextWriter.Null, TextWriter.Null)
        .MeasureAsync(Tiny, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
