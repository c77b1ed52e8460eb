using System.Globalization;
using AcsFunctions.Perf.Scenarios;

namespace AcsFunctions.Perf.Report;

/// <summary>What was promised, and what was measured.</summary>
internal sealed record Target(string What, double Measured, double Bound, bool IsLeast = false)
{
    public bool IsMet => IsLeast ? Measured >= Bound : Measured <= Bound;

    public string Wanted => string.Create(CultureInfo.InvariantCulture, $"{(IsLeast ? "≥" : "≤")} {Bound:0.0#}");

    public static IReadOnlyList<Target> Of(PerfReport report)
    {
        List<Target> targets = [];
        foreach (var variant in new[] { Variants.Keyed, Variants.Bearer })
        {
            AddRatio(variant, "p50 over the floor, 40 ms upstream", 40, row => row.P50, 1.10);
            AddRatio(variant, "p50 over the floor, 0 ms upstream", 0, row => row.P50, 2.0);
            AddRatio(variant, "p99 over the floor, 40 ms upstream", 40, row => row.P99, 1.25);
        }

        if (report.Goodput.FirstOrDefault(row => row.Variant == Variants.Keyed) is { } goodput)
        {
            targets.Add(new("goodput at twice the quota, of the quota", goodput.OfQuota, 0.9, IsLeast: true));
        }

        if (report.Find(Variants.Reuse, 40) is { } reuse)
        {
            targets.Add(new($"ACS calls per answer with token reuse, {Variants.Tabs} tabs per user", reuse.AcsCalls, 0.15));
        }

        return targets;

        void AddRatio(string variant, string what, int latency, Func<Row, double> value, double bound)
        {
            if (report.Find(variant, latency) is { } ours && report.Find(Variants.Floor, latency) is { } floor)
            {
                targets.Add(new($"{variant}: {what}", value(ours) / Math.Max(0.001, value(floor)), bound));
            }
        }
    }

    public static IReadOnlyList<Target> Of(ColdStartReport report) =>
        [.. report.Rows.GroupBy(row => row.Build).Select(rows => new Target(
            $"cold start over the empty host, {rows.Key}",
            rows.Single(row => row.Variant == ColdStart.ColdStartCommand.Ours).AnsweredMilliseconds / rows.Single(row => row.Variant == Variants.Empty).AnsweredMilliseconds,
            1.3))];
}
