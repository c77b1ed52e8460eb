using System.Text.Json.Nodes;
using System.Xml;

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

    /// <summary>Telemetry arrives minutes late: what falls into the end of a window must be seen in the next one, too, and wake nobody twice.</summary>
    [Theory]
    [InlineData("Defaults")]
    [InlineData("Everything")]
    public void An_event_that_is_ingested_late_cannot_fall_between_two_evaluations(string name)
    {
        var rules = Snapshot.Of(name).All("Microsoft.Insights/scheduledQueryRules").Select(rule => rule["properties"]!).ToArray();

        Assert.NotEmpty(rules);
        Assert.All(rules, rule =>
        {
            Assert.True(
                Time(rule["windowSize"]!) > Time(rule["evaluationFrequency"]!), $"{(string?)rule["displayName"]} looks back no further than to its last evaluation.");
            Assert.True((bool)rule["autoMitigate"]!);
        });

        static TimeSpan Time(JsonNode duration) => XmlConvert.ToTimeSpan((string)duration!);
    }
}
