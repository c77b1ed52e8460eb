using System.Globalization;
using System.Xml.Linq;
using AcsFunctions.Perf.Scenarios;

namespace AcsFunctions.Perf.Report;

/// <summary>
/// Latency of each variant, a panel for each latency of ACS: a bar from nothing to p50, a line on to p99, a mark at p99.9. One
/// logarithmic axis, since an empty function and a slow ACS are three orders apart. Legible on light and dark pages.
/// </summary>
internal static class LatencyPlot
{
    private const int Left = 130;
    private const int Right = 30;
    private const int Width = 820;
    private const int RowHeight = 22;
    private const int PanelGap = 44;
    private const int Top = 84;

    private const double Lowest = 0.1;
    private const double Highest = 1000;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    // Grey on either ground, colours of middling lightness: no style sheet, which some viewers drop.
    private const string Ink = "#7d8590";
    private const string Ours = "#2f81f7";
    private const string Others = "#8b949e";
    private const string Tail = "#db6d28";

    public static string Draw(PerfReport report)
    {
        var panels = report.Latencies.Where(row => row.Variant != Variants.Table).GroupBy(row => row.LatencyMilliseconds).ToArray();
        var height = Top + panels.Sum(panel => (panel.Count() * RowHeight) + PanelGap) + 24;
        var svg = new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Width} {height}"),
            new XAttribute("width", Width),
            new XAttribute("height", height),
            new XAttribute("font-family", "system-ui, sans-serif"),
            new XAttribute("font-size", 12),
            new XAttribute("role", "img"),
            new XElement(Svg + "title", "Latency of a token by variant and by latency of ACS"),
            Text(Left, 22, $"From the scheduled instant to the answer, at {report.Rate:F0} requests a second, in milliseconds (logarithmic)", "start", 14));
        svg.Add(Legend());
        var y = Top;
        foreach (var panel in panels)
        {
            svg.Add(Panel(panel.Key, [.. panel], y));
            y += (panel.Count() * RowHeight) + PanelGap;
        }

        return new XDocument(svg).ToString() + "\n";
    }

    private static IEnumerable<XElement> Legend() =>
    [
        Rectangle(Left, 36, 26, 10, Ours), Text(Left + 32, 45, "p50, ours"),
        Rectangle(Left + 110, 36, 26, 10, Others), Text(Left + 142, 45, "p50, compared with"),
        Line(Left + 280, 41, Left + 306, 41, Tail, 3), Text(Left + 312, 45, "to p99"),
        Circle(Left + 380, 41), Text(Left + 390, 45, "p99.9"),
    ];

    private static IEnumerable<XElement> Panel(int latency, Row[] rows, int top)
    {
        yield return Text(Left, top - 8, $"ACS takes {latency} ms longer", "start", 13);
        var bottom = top + (rows.Length * RowHeight);
        for (var tick = Lowest; tick <= Highest * 1.01; tick *= 10)
        {
            yield return Line(X(tick), top, X(tick), bottom, Ink, 0.5);
            yield return Text(X(tick), bottom + 14, tick.ToString("0.#", CultureInfo.InvariantCulture) + " ms", "middle");
        }

        for (var i = 0; i < rows.Length; i++)
        {
            var (row, y) = (rows[i], top + (i * RowHeight) + (RowHeight / 2.0));
            var colour = row.Variant.StartsWith("ours", StringComparison.Ordinal) ? Ours : Others;
            yield return Text(Left - 8, y + 4, row.Variant, "end");
            yield return Rectangle(Left, y - 6, X(row.P50) - Left, 12, colour);
            yield return Line(X(row.P50), y, X(row.P99), y, Tail, 3);
            yield return Circle(X(row.P999), y);
            yield return Text(Math.Max(X(row.P99), X(row.P999)) + 8, y + 4, row.P50.ToString(row.P50 < 10 ? "F1" : "F0", CultureInfo.InvariantCulture));
        }
    }

    private static double X(double milliseconds) =>
        Left + ((Width - Left - Right) * Math.Log10(Math.Clamp(milliseconds, Lowest, Highest) / Lowest) / Math.Log10(Highest / Lowest));

    private static XElement Text(double x, double y, string text, string anchor = "start", int? size = null) => new(
        Svg + "text", At("x", x), At("y", y), new XAttribute("fill", Ink), new XAttribute("text-anchor", anchor),
        size is null ? null : new XAttribute("font-size", size), text);

    private static XElement Rectangle(double x, double y, double width, double height, string colour) =>
        new(Svg + "rect", At("x", x), At("y", y), At("width", Math.Max(1, width)), At("height", height), new XAttribute("rx", 2), new XAttribute("fill", colour));

    private static XElement Line(double x1, double y1, double x2, double y2, string colour, double width) => new(
        Svg + "line", At("x1", x1), At("y1", y1), At("x2", x2), At("y2", y2), new XAttribute("stroke", colour), At("stroke-width", width));

    private static XElement Circle(double x, double y) => new(Svg + "circle", At("cx", x), At("cy", y), At("r", 3.5), new XAttribute("fill", Tail));

    private static XAttribute At(string name, double value) => new(name, value.ToString("0.##", CultureInfo.InvariantCulture));
}
