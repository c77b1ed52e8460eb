using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AcsFunctions.Infra.Tests.Tools;
using AcsFunctions.Worker;
using AcsFunctions.Worker.Callers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Infra.Tests.Template;

public sealed partial class AppSettingsTests
{
    // Not ours: the Functions host reads the first three, Azure.Identity the last.
    private static readonly string[] ReadByOthers =
        ["AzureWebJobsStorage__blobServiceUri", "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId", "AZURE_CLIENT_ID"];

    // Those of telemetry, which the app, the host and OpenTelemetry read: they are in no class of options, but in the document.
    private static readonly string[] Telemetry =
        [.. TelemetrySetting().Matches(Repository.Read("docs", "configuration.md")).Select(match => match.Value).Distinct()];

    // Ours, and not for this deployment: secrets, and the table that the template creates.
    private static readonly string[] NotOffered = ["Acs__ConnectionString", "IdentityStore__ConnectionString", "IdentityStore__CreateTable"];

    // What only a deployed resource knows, as it looks.
    private static readonly Dictionary<string, string> Addresses = new()
    {
        ["Acs__Endpoint"] = "https://acs.communication.azure.com",
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=https://ingestion.example/",
        ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = "ClientId=00000000-0000-0000-0000-000000000002;Authorization=AAD",
        ["IdentityStore__TableServiceUri"] = "https://stmap.table.core.windows.net/",
    };

    public static TheoryData<string> Snapshots => [.. Snapshot.Names];

    [Fact]
    public void The_template_offers_every_setting_that_the_app_reads_and_no_other()
    {
        var types = CompiledTemplate.Main["definitions"]!.AsObject();

        var offered = PropertiesOf(types, "AppSettings")
            .Concat(PropertiesOf(types, "Issuer").Select(property => $"Authentication__Issuers__*__{property}"))
            .Concat(Snapshot.Of("Defaults").AppSettings.Keys.Except(ReadByOthers));

        Assert.Equal(OptionNames.All.Except(NotOffered).Order(), offered.Except(Telemetry).Order());
    }

    [Fact]
    public void Telemetry_can_be_sent_as_the_document_says_and_elsewhere_than_to_Azure_Monitor()
    {
        var offered = PropertiesOf(CompiledTemplate.Main["definitions"]!.AsObject(), "AppSettings").ToArray();
        var elsewhere = Snapshot.Of("ExistingAcs");

        Assert.Contains("OTEL_TRACES_SAMPLER_ARG", Telemetry);
        Assert.Empty(Telemetry.Except(offered).Except(Snapshot.Of("Defaults").AppSettings.Keys));
        Assert.Empty(offered.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal)).Except(Telemetry));
        Assert.Equal("http://collector.example:4317", elsewhere.AppSettings["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.DoesNotContain(elsewhere.AppSettings.Keys, name => name.StartsWith("APPLICATIONINSIGHTS_", StringComparison.Ordinal));
        // Alerts would go by telemetry that does not come, and tell of a clean-up that is silent.
        Assert.DoesNotContain(elsewhere.Resources, resource => ((string)resource["type"]!).StartsWith("Microsoft.Insights/", StringComparison.Ordinal));
    }

    [Fact]
    public void The_snapshot_with_everything_leaves_nothing_out()
    {
        var types = CompiledTemplate.Main["definitions"]!.AsObject();

        var settings = Snapshot.Of("Everything").AppSettings.Keys;

        Assert.Empty(PropertiesOf(types, "AppSettings").Except(settings));
    }

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void The_app_cannot_be_given_a_setting_that_nobody_reads(string name)
    {
        var settings = Snapshot.Of(name).AppSettings.Keys.Select(key => key.StartsWith("Authentication__Issuers__", StringComparison.Ordinal)
            ? string.Join("__", key.Split("__").Select((part, index) => index == 2 ? "*" : part))
            : key);

        Assert.Empty(settings.Except(OptionNames.All).Except(Telemetry).Except(ReadByOthers));
    }

    [Theory]
    [MemberData(nameof(Snapshots))]
    public void The_app_starts_with_the_settings_of_the_template(string name)
    {
        using var app = Start(Snapshot.Of(name).AppSettings);

        app.Services.GetRequiredService<IStartupValidator>().Validate();
    }

    [Fact]
    public void A_wrong_value_would_be_seen()
    {
        var settings = new Dictionary<string, string>(Snapshot.Of("Everything").AppSettings) { ["CleanUpSchedule"] = "hourly" };
        using var app = Start(settings);

        var failure = Assert.Throws<OptionsValidationException>(app.Services.GetRequiredService<IStartupValidator>().Validate);

        Assert.Contains("CleanUpSchedule", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_issuers_arrive_in_the_app()
    {
        using var app = Start(Snapshot.Of("Everything").AppSettings);

        var issuers = app.Services.GetRequiredService<IOptions<AuthenticationOptions>>().Value.Issuers;

        Assert.Equal(["entra", "fire_base", "pool", "shop"], issuers.Keys.Order());
        Assert.Equal(("tid oid", "Acs.Admin"), (issuers["entra"].UserIdClaims, issuers["entra"].AdminRole));
    }

    private static IHost Start(IReadOnlyDictionary<string, string> settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(
            setting.Key.Replace("__", ":", StringComparison.Ordinal), Addresses.GetValueOrDefault(setting.Key, setting.Value))));
        builder.AddAcsFunctionsWorker();
        return builder.Build();
    }

    [GeneratedRegex("(OTEL|APPLICATIONINSIGHTS)_[A-Z_]+")]
    private static partial Regex TelemetrySetting();

    private static IEnumerable<string> PropertiesOf(JsonObject types, string type) =>
        types.Single(definition => definition.Key.Split('.')[^1] == type).Value!["properties"]!.AsObject().Select(property => property.Key);
}
