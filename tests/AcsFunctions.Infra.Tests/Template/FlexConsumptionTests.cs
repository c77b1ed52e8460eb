using System.Text.Json.Nodes;

namespace AcsFunctions.Infra.Tests.Template;

/// <summary>What ARM rejects or ignores on Flex Consumption, and Bicep does not warn of.</summary>
public sealed class FlexConsumptionTests
{
    private static readonly string[] RejectedProperties =
    [
        "ftpsState", "use32BitWorkerProcess", "preWarmedInstanceCount", "netFrameworkVersion", "functionsRuntimeScaleMonitoringEnabled",
        "linuxFxVersion", "windowsFxVersion", "minimumElasticInstanceCount", "alwaysOn",
    ];

    private static readonly string[] RejectedSettings =
    [
        "FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_EXTENSION_VERSION", "WEBSITE_RUN_FROM_PACKAGE", "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING",
        "WEBSITE_CONTENTSHARE", "WEBSITE_USE_PLACEHOLDER_DOTNETISOLATED", "WEBSITE_TIME_ZONE",
        // The platform's own: as an app setting it would make the app believe headers that nobody checked.
        "WEBSITE_AUTH_ENABLED",
    ];

    public static TheoryData<string> Snapshots => [.. Snapshot.Names];

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void The_site_cannot_carry_what_the_plan_rejects(string name)
    {
        var snapshot = Snapshot.Of(name);
        var siteConfig = snapshot.One("Microsoft.Web/sites")["properties"]!["siteConfig"]!.AsObject();

        Assert.Contains("minTlsVersion", siteConfig.Select(property => property.Key));
        Assert.Empty(siteConfig.Select(property => property.Key).Intersect(RejectedProperties));
        Assert.Empty(snapshot.AppSettings.Keys.Intersect(RejectedSettings, StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void A_setting_cannot_have_a_name_that_linux_does_not_carry(string name)
    {
        var settings = Snapshot.Of(name).AppSettings;

        Assert.All(settings.Keys, key => Assert.Matches("^[A-Za-z0-9_.]+$", key));
    }

    /// <summary>The platform's scale controller reads six fields only, and silently never wakes the app for five.</summary>
    [Theory]
    [MemberData(nameof(Snapshots))]
    public void The_schedule_has_the_six_fields_that_wake_the_app(string name)
    {
        var schedule = Snapshot.Of(name).AppSettings["CleanUpSchedule"];

        Assert.Equal(6, schedule.Split(' ').Length);
    }

    /// <summary>Each restarts the site, and ARM refuses writes that meet.</summary>
    [Fact]
    public void The_sites_settings_are_written_one_after_the_other()
    {
        var resources = CompiledTemplate.Main["resources"]!["app"]!["properties"]!["template"]!["resources"]!.AsObject();
        var parts = resources.Where(resource => ((string)resource.Value!["type"]!).StartsWith("Microsoft.Web/sites/", StringComparison.Ordinal)).ToDictionary();

        // In a chain of four, the last waits for three, directly or not.
        var waitsFor = parts.Keys.Select(part => Before(part).Count).Order();

        Assert.Equal([0, 1, 2, 3], waitsFor);

        HashSet<string> Before(string part) =>
            [.. parts[part]!["dependsOn"]!.AsArray().Select(dependency => (string)dependency!).Where(parts.ContainsKey).SelectMany(dependency => Before(dependency).Append(dependency))];
    }

    [Fact]
    public void A_deployment_ends_calls_under_way_unless_rolling_updates_are_asked_for()
    {
        Assert.Equal("Recreate", UpdateStrategyOf("Defaults"));
        Assert.Equal("RollingUpdate", UpdateStrategyOf("Everything"));
    }

    [Fact]
    public void The_clean_up_can_be_kept_awake()
    {
        var alwaysReady = Snapshot.Of("Everything").One("Microsoft.Web/sites")["properties"]!["functionAppConfig"]!["scaleAndConcurrency"]!["alwaysReady"]!;

        Assert.Equal(
            [("http", 2), ($"function:{nameof(Worker.CleanUpStaleIdentities.CleanUp)}", 1)],
            alwaysReady.AsArray().Select(group => ((string)group!["name"]!, (int)group["instanceCount"]!)));
        Assert.Empty(DefaultAlwaysReady());
    }

    private static string? UpdateStrategyOf(string name) =>
        (string?)Snapshot.Of(name).One("Microsoft.Web/sites")["properties"]!["functionAppConfig"]!["siteUpdateStrategy"]!["type"];

    private static JsonArray DefaultAlwaysReady() =>
        Snapshot.Of("Defaults").One("Microsoft.Web/sites")["properties"]!["functionAppConfig"]!["scaleAndConcurrency"]!["alwaysReady"]!.AsArray();
}
