namespace AcsFunctions.Perf.Report;

/// <summary>Everything that one run measured.</summary>
internal sealed record PerfReport(string Mode, Machine Machine)
{
    /// <summary>How the apps were compiled.</summary>
    public string Build { get; init; } = "";

    /// <summary>Latencies at a fixed rate, in requests a second.</summary>
    public double Rate { get; init; }

    public IReadOnlyList<Row> Latencies { get; init; } = [];

    /// <summary>As many as could be served.</summary>
    public IReadOnlyList<Row> Saturation { get; init; } = [];

    public IReadOnlyList<GoodputRow> Goodput { get; init; } = [];

    public Row? Find(string variant, int latency) => Latencies.FirstOrDefault(row => row.Variant == variant && row.LatencyMilliseconds == latency);
}
