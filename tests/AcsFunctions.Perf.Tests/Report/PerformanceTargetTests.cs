using AcsFunctions.Perf.Report;
using AcsFunctions.Perf.Scenarios;

namespace AcsFunctions.Perf.Tests.Report;

public sealed class PerformanceTargetTests
{
    [Theory]
    [InlineData(1.02, true)]
    [InlineData(1.03, false)]
    public void A_ratio_is_met_up_to_its_bound(double ratio, bool isMet)
    {
        var report = Report(new Row(Variants.Keyed, 40, 1, 0) { P50 = 100 * ratio }, new Row(Variants.Floor, 40, 1, 0) { P50 = 100 });

        var target = PerformanceTarget.Of(report).Single(target => target.What.StartsWith($"{Variants.Keyed}: p50 over the floor, 40", StringComparison.Ordinal));

        Assert.Equal(isMet, target.IsMet);
    }

    [Theory]
    [InlineData(0.9, true)]
    [InlineData(0.89, false)]
    public void Goodput_is_met_from_its_bound_on(double ofQuota, bool isMet)
    {
        var report = Report() with { Goodput = [new GoodputRow(Variants.Keyed, 1, 1, 1, 0, ofQuota, 1)] };

        var target = Assert.Single(PerformanceTarget.Of(report));

        Assert.Equal(isMet, target.IsMet);
    }

    [Theory]
    [InlineData(1.5, true)]
    [InlineData(1.4, false)]
    public void Tabs_that_share_are_held_to_more_than_the_floor(double ratio, bool isMet)
    {
        var report = Report() with { Saturation = [new Row(Variants.Reuse, 0, 1, 0) { PerSecond = 100 * ratio }, new Row(Variants.Floor, 0, 1, 0) { PerSecond = 100 }] };

        var target = Assert.Single(PerformanceTarget.Of(report));

        Assert.Equal(isMet, target.IsMet);
    }

    [Fact]
    public void What_was_not_measured_cannot_be_met() => Assert.Empty(PerformanceTarget.Of(Report()));

    private static PerfReport Report(params Row[] rows) => new("quick", new Machine("", 1, 1, "", "")) { Latencies = rows };
}
