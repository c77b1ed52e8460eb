using System.Xml.Linq;
using AcsFunctions.Perf.Report;

namespace AcsFunctions.Perf.Tests.Report;

public sealed class LatencyPlotTests
{
    private static readonly Machine Here = new("a processor", 2, 4, "a system", "a runtime");

    [Fact]
    public void It_is_a_well_formed_picture_with_a_bar_for_each_variant_and_units()
    {
        var report = new PerfReport("quick", Here)
        {
            Rate = 50,
            Latencies =
            [
                new Row("ours, <keyed> & \"quoted\"", 40, 100, 0) { P50 = 45, P99 = 60, P999 = 70 },
                new Row("floor", 40, 100, 0) { P50 = 43, P99 = 50, P999 = 55 },
            ],
        };

        var svg = XDocument.Parse(LatencyPlot.Draw(report)).Root!;

        Assert.Equal("svg", svg.Name.LocalName);
        var texts = svg.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ToArray();
        Assert.Contains("ours, <keyed> & \"quoted\"", texts);
        Assert.Contains("100 ms", texts);
        // Two of the legend, one for each variant.
        Assert.Equal(4, svg.Descendants().Count(element => element.Name.LocalName == "rect"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e9)]
    public void Nothing_is_drawn_outside_of_it(double milliseconds)
    {
        var report = new PerfReport("quick", Here) { Latencies = [new Row("ours", 0, 1, 0) { P50 = milliseconds, P99 = milliseconds, P999 = milliseconds }] };

        var svg = XDocument.Parse(LatencyPlot.Draw(report)).Root!;

        var width = (double)svg.Attribute("width")!;
        Assert.All(svg.Descendants().Attributes("x2"), x => Assert.InRange((double)x, 0, width));
        Assert.All(svg.Descendants().Attributes("cx"), x => Assert.InRange((double)x, 0, width));
    }
}
