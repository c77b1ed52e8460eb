namespace AcsFunctions.Perf.Report;

/// <summary>What was measured of one variant. Times in milliseconds; the rest is per request or per answered token.</summary>
/// <param name="Variant">Its name.</param>
/// <param name="LatencyMilliseconds">How much longer every call to ACS took.</param>
/// <param name="Answered">Requests that were answered as they should be.</param>
/// <param name="Failed">All others.</param>
internal sealed record Row(string Variant, int LatencyMilliseconds, long Answered, long Failed)
{
    public double P50 { get; init; }

    public double P90 { get; init; }

    public double P99 { get; init; }

    public double P999 { get; init; }

    public double PerSecond { get; init; }

    /// <summary>Of the functions process; null where the driver called by itself.</summary>
    public double? CpuMilliseconds { get; init; }

    public double? AllocatedBytes { get; init; }

    public double AcsCalls { get; init; }

    public double? TableCalls { get; init; }
}
