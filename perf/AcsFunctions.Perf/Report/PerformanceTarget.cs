using System.Globalization;
using AcsFunctions.Perf.Scenarios;

namespace AcsFunctions.Perf.Report;

/// <summary>What was promised, and what was measured.</summary>
internal sealed record PerformanceTarget(string What, double Measured, double Bound, bool IsLeast = false)
{
    public bool IsMet => IsLeast ? Measured >= Bound : Measured <= Bound;

    public string Wanted => string.Create(CultureInfo.InvariantCulture, $"{(IsLeast ? "≥" : "≤")} {Bound:0.0##}");

    public static IReadOnlyList<PerformanceTarget> Of(PerfReport report)
    {
        List<PerformanceTarget> targets = [];
        AddLatencies(Variants.Keyed, atOnce: 1.05);
        AddLatencies(Variants.Bearer, atOnce: 1.10);
        AddSaturated(Variants.Keyed, "CPU per request", row => row.CpuMilliseconds, 1.10);
        AddSaturated(Variants.Bearer, "CPU per request", row => row.CpuMilliseconds, 1.20);
        AddSaturated(Variants.Keyed, "allocations per request", row => row.AllocatedBytes, 1.10);
        AddSaturated(Variants.Bearer, "allocations per request", row => row.AllocatedBytes, 1.35);
        AddSaturated(Variants.ReuseInTurn, "answers a second", row => row.PerSecond, 1.0, isLeast: true);
        AddSaturated(Variants.Reuse, $"answers a second, {Variants.Tabs} tabs of a user together", row => row.PerSecond, 1.5, isLeast: true);
        if (report.Goodput.FirstOrDefault(row => row.Variant == Variants.Keyed) is { } goodput)
        {
            targets.Add(new("goodput at twice the quota, of the quota", goodput.OfQuota, 0.9, IsLeast: true));
        }

        if (report.Find(Variants.Reuse, 40) is { } reuse)
        {
            targets.Add(new($"ACS calls per answer with token reuse, {Variants.Tabs} tabs per user", reuse.AcsCalls, 0.15));
        }

        return targets;

        void AddLatencies(string variant, double atOnce)
        {
            AddRatio(variant, "p50 over the floor, 0 ms upstream", 0, row => row.P50, atOnce);
            AddRatio(variant, "p50 over the floor, 40 ms upstream", 40, row => row.P50, 1.02);
            AddRatio(variant, "p99 over the floor, 40 ms upstream", 40, row => row.P99, 1.10);
        }

        void AddRatio(string variant, string what, int latency, Func<Row, double> value, double bound)
        {
            if (report.Find(variant, latency) is { } ours && report.Find(Variants.Floor, latency) is { } floor)
            {
                targets.Add(new($"{variant}: {what}", value(ours) / Math.Max(0.001, value(floor)), bound));
            }
        }

        void AddSaturated(string variant, string what, Func<Row, double?> value, double bound, bool isLeast = false)
        {
            if (Saturated(variant) is { } ours && Saturated(Variants.Floor) is { } floor)
            {
                targets.Add(new($"{variant}: saturated, {what} over the floor", value(ours)!.Value / value(floor)!.Value, bound, isLeast));
            }
        }

        Row? Saturated(string variant) => report.Saturation.FirstOrDefault(row => row.Variant == variant);
    }

    public static IReadOnlyList<PerformanceTarget> Of(ColdStartReport report) =>
        [.. report.Rows.GroupBy(row => row.Build).Select(rows => new PerformanceTarget(
            $"from the worker's start to the first token by key, over the empty function, {rows.Key}",
            rows.Single(row => row.Variant == ColdStart.ColdStartCommand.Ours).AnsweredMilliseconds / rows.Single(row => row.Variant == Variants.Empty).AnsweredMilliseconds,
            1.2))];
}
