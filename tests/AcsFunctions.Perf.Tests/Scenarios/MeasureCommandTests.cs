using AcsFunctions.Perf.Report;
using AcsFunctions.Perf.Scenarios;

namespace AcsFunctions.Perf.Tests.Scenarios;

public sealed class MeasureCommandTests(TinyRun run) : IClassFixture<TinyRun>
{
    [Fact]
    public void Every_variant_answers_at_every_latency()
    {
        Assert.Equal(Mode.Full.Latencies, run.Report.Latencies.Select(row => row.LatencyMilliseconds).Distinct());
        Assert.All(run.Report.Latencies.GroupBy(row => row.LatencyMilliseconds), rows => Assert.Equal(9, rows.Count()));
        Assert.All(run.Report.Latencies, row => Assert.Equal((10, 0), (row.Answered, row.Failed)));
        Assert.All(run.Report.Saturation, row => Assert.True(row.Answered > 0 && row.Failed == 0, row.Variant));
    }

    [Fact]
    public void Calls_upstream_are_counted()
    {
        Assert.Equal((1, 1), Calls(Variants.Floor));
        Assert.Equal((0, 0), Calls(Variants.Empty));
        Assert.Equal((1, 0), Calls(Variants.Sample));
        Assert.Equal((1, 1), Calls(Variants.Keyed));
        Assert.Equal((1, 1), Calls(Variants.Bearer));
        // One for all the tabs of a person. On a busy machine a tab may ask in the moment between the call's end and the token's being kept, but not at every latency.
        Assert.InRange(run.Report.Latencies.Where(row => row.Variant == Variants.Reuse).Min(row => row.AcsCalls), 0.05, 0.15);
    }

    [Fact]
    public void Only_who_calls_ACS_waits_for_it()
    {
        Assert.All([Find(Variants.Floor), Find(Variants.Keyed)], row => Assert.True(row.P50 >= row.LatencyMilliseconds, $"{row}"));
        // By its calls and not by its time: a busy machine slows down whoever it likes.
        Assert.All(run.Report.Latencies.Where(row => row.Variant is Variants.Empty or Variants.Table), row => Assert.Equal(0, row.AcsCalls));
    }

    [Fact]
    public void Nobody_gets_more_than_the_quota()
    {
        // Twice the quota was asked for. A busy machine may carry a window's last answers into the next one.
        Assert.All(run.Report.Goodput, row => Assert.InRange(row.OfQuota, 0, 1.5));
        // Whoever does not keep to it may get nothing in so short a time.
        Assert.NotEqual(0, OverQuota(Variants.Keyed).OfQuota);
    }

    [Fact]
    public void Who_keeps_to_the_quota_is_hardly_refused()
    {
        // Never, were it not for a busy machine, which delivers paced calls in a bunch: AcsRateLimiterTests and QuotaStormTests hold that on a clock of their own.
        var allowed = OverQuota(Variants.Sample).AcsRefusals / 3;
        Assert.InRange(OverQuota(Variants.Keyed).AcsRefusals, 0, allowed);
        // Control: who does not keep to it, is.
        Assert.NotEqual(0, allowed);
    }

    private GoodputRow OverQuota(string variant) => run.Report.Goodput.Single(row => row.Variant == variant);

    private Row Find(string variant) => run.Report.Find(variant, 150)!;

    // Busy instances tell each other in the table what they ask of ACS, every two seconds: a fraction of a call for each request here.
    private (double Acs, double? Table) Calls(string variant) =>
        (Find(variant).AcsCalls, Find(variant).TableCalls is { } calls ? Math.Round(calls) : null);
}
