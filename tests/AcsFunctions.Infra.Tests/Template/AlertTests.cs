namespace AcsFunctions.Infra.Tests.Template;

public sealed class AlertTests
{
    // What the service says where it is asked for another: https://github.com/Azure/azure-rest-api-specs/issues/21258. The compiler takes any.
    private static readonly string[] Windows = ["PT5M", "PT10M", "PT15M", "PT30M", "PT45M", "PT1H", "PT2H", "PT3H", "PT4H", "PT5H", "PT6H", "P1D", "P2D"];

    [Fact]
    public void No_alert_can_look_back_over_a_time_that_Azure_Monitor_refuses()
    {
        var offered = CompiledTemplate.Main["parameters"]!["cleanUpSilence"]!["allowedValues"]!.AsArray().Select(value => (string)value!);
        var fixedOnes = Snapshot.Of("Defaults").All("Microsoft.Insights/scheduledQueryRules").Select(rule => (string)rule["properties"]!["windowSize"]!);

        Assert.Empty(offered.Concat(fixedOnes).Except(Windows));
        Assert.Contains("PT6H", offered);
        Assert.NotEmpty(fixedOnes);
    }
}
