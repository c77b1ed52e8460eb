using System.Globalization;
using System.Text;
using AcsFunctions.Perf.Scenarios;

namespace AcsFunctions.Perf.Report;

/// <summary>What was found, as Markdown: for the terminal and for the documentation alike.</summary>
internal static class MarkdownReport
{
    public static string Of(PerfReport report) => $"{Targets(report)}{Environment.NewLine}{Tables(report)}";

    public static string Of(ColdStartReport report) => $"{Targets(report)}{Environment.NewLine}{Tables(report)}";

    /// <summary>What was wanted and measured, in a few lines.</summary>
    public static string Targets(PerfReport report) =>
        $"{Where(report)}{Environment.NewLine}{Environment.NewLine}{Of(PerformanceTarget.Of(report))}";

    /// <inheritdoc cref="Targets(PerfReport)"/>
    public static string Targets(ColdStartReport report) =>
        $"{Where(report)}{Environment.NewLine}{Environment.NewLine}{Of(PerformanceTarget.Of(report))}";

    public static MarkdownTable Of(IEnumerable<PerformanceTarget> targets)
    {
        var table = new MarkdownTable("target", "wanted", "measured", "");
        foreach (var target in targets)
        {
            table.Add(target.What, target.Wanted, target.Measured, target.IsMet ? "met" : "missed");
        }

        return table;
    }

    /// <summary>All that was measured.</summary>
    public static string Tables(PerfReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(Where(report)).AppendLine();
        foreach (var latency in report.Latencies.GroupBy(row => row.LatencyMilliseconds))
        {
            text.AppendLine($"ACS takes {latency.Key} ms longer; ratios are to the floor:").AppendLine().Append(Latencies(latency)).AppendLine();
        }

        if (report.Saturation.Count > 0)
        {
            text.AppendLine("Saturated, ACS without added latency:").AppendLine().Append(Saturation(report.Saturation)).AppendLine();
            text.AppendLine("Twice the quota asked for, ACS takes 40 ms longer:").AppendLine().Append(Goodput(report.Goodput));
        }

        return text.ToString();
    }

    /// <inheritdoc cref="Tables(PerfReport)"/>
    public static string Tables(ColdStartReport report)
    {
        var table = new MarkdownTable("first answer of", "build", "starts", "listening, ms", "answered, ms", "× empty", "CPU, ms", "× empty", "assemblies", "methods compiled", "allocated, MB", "memory, MB");
        foreach (var row in report.Rows)
        {
            var empty = report.Rows.Single(other => other.Build == row.Build && other.Variant == Variants.Empty);
            table.Add(
                row.Variant, row.Build, row.Starts, row.ListeningMilliseconds, row.AnsweredMilliseconds, row.AnsweredMilliseconds / empty.AnsweredMilliseconds,
                row.CpuMilliseconds, row.CpuMilliseconds / empty.CpuMilliseconds,
                row.Counters.Assemblies.Count, row.Counters.CompiledMethods, row.Counters.AllocatedBytes / 1e6, row.Counters.WorkingSetBytes / 1e6);
        }

        return $"{Where(report)}{Environment.NewLine}{Environment.NewLine}{table}";
    }

    private static string Where(PerfReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"Mode `{report.Mode}`, {report.Build}, {report.Rate:F0} requests a second, {report.Latencies.Select(row => row.Answered).DefaultIfEmpty().Min():N0} or more answers of each variant at each latency; {report.Machine}.");

    private static string Where(ColdStartReport report) =>
        $"{report.Rows.Select(row => row.Starts).DefaultIfEmpty().Min()} starts of each, medians, from the start of the worker process, behind a host that has served before; {report.Machine}.";

    private static MarkdownTable Latencies(IEnumerable<Row> rows)
    {
        var all = rows.ToArray();
        var floor = all.FirstOrDefault(row => row.Variant == Variants.Floor);
        var table = new MarkdownTable(
            "", "answers", "p50, ms", "×", "p99, ms", "×", "p99.9, ms", "×", "CPU, ms/request", "allocated, kB/request", "ACS calls", "table calls");
        foreach (var row in all)
        {
            table.Add(
                row.Variant + (row.Failed > 0 ? $" ({row.Failed} failed)" : ""), row.Answered,
                row.P50, row.P50 / floor?.P50, row.P99, row.P99 / floor?.P99, row.P999, row.P999 / floor?.P999,
                row.CpuMilliseconds, row.AllocatedBytes / 1000, row.AcsCalls, row.TableCalls);
        }

        return table;
    }

    private static MarkdownTable Saturation(IReadOnlyList<Row> rows)
    {
        var floor = rows.FirstOrDefault(row => row.Variant == Variants.Floor);
        var table = new MarkdownTable("", "answers a second", "× floor", "CPU, ms/request", "answers a second and core of the functions' own CPU", "allocated, kB/request", "ACS calls", "table calls");
        foreach (var row in rows)
        {
            table.Add(row.Variant, row.PerSecond, row.PerSecond / floor?.PerSecond, row.CpuMilliseconds, 1000 / row.CpuMilliseconds, row.AllocatedBytes / 1000, row.AcsCalls, row.TableCalls);
        }

        return table;
    }

    private static MarkdownTable Goodput(IReadOnlyList<GoodputRow> rows)
    {
        var table = new MarkdownTable("", "offered", "answered", "of the quota", "ACS calls", "refused by ACS", "p99 of answers, ms");
        foreach (var row in rows)
        {
            table.Add(row.Variant, row.Offered, row.Answered, row.OfQuota, row.AcsCalls, row.AcsRefusals, row.P99);
        }

        return table;
    }
}
