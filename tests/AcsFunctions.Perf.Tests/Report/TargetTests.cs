using AcsFunctions.Perf.Report;
using AcsFunctions.Perf.Scenarios;

namespace AcsFunctions.Perf.Tests.Report;

public sealed class TargetTests
{
    [Theory]
    [InlineData(1.10, true)]
    [InlineData(1.11, false)]
    public void A_ratio_is_met_up_to_its_bound(double ratio, bool isMet)
    {
        var report = Report(new Row(Variants.Keyed, 40, 1, 0) { P50 = 100 * ratio }, new Row(Variants.Floor, 40, 1, 0) { P50 = 100 });

        var target = Target.Of(report).Single(target => target.What.StartsWith($"{Variants.Keyed}: p50 over the floor, 40", StringComparison.Ordinal));

        Assert.Equal(isMet, target.IsMet);
    }

    [Theory]
    [InlineData(0.9, true)]
    [InlineData(0.89, false)]
    public void Goodput_is_met_from_its_bound_on(double ofQuota, bool isMet)
    {
        var report = Report() with { Goodput = [new GoodputRow(Variants.Keyed, 1, 1, 1, 0, ofQuota, 1)] };

        var target = Assert.Single(Target.Of(report));

        Assert.Equal(isMet, target.IsMet);
    }

    [Fact]
    public void What_was_not_measured_cannot_be_met() => Assert.Empty(Target.Of(Report()));

    private static PerfReport Report(params Row[] rows) => new("quick", new Machine("", 1, 1, "", "")) { Latencies = rows };
}
