using System.Text.Json.Nodes;
using AcsFunctions.Worker;
using AcsFunctions.Worker.Callers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AcsFunctions.Infra.Tests.Template;

public sealed class AppSettingsTests
{
    // Not ours: the Functions host reads the first five, Azure.Identity the last.
    private static readonly string[] ReadByOthers =
    [
        "AzureWebJobsStorage__blobServiceUri", "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId",
        "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "AZURE_CLIENT_ID",
    ];

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

        Assert.Equal(OptionNames.All.Except(NotOffered).Order(), offered.Order());
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

        Assert.Empty(settings.Except(OptionNames.All).Except(ReadByOthers));
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

    private static IEnumerable<string> PropertiesOf(JsonObject types, string type) =>
        types.Single(definition => definition.Key.Split('.')[^1] == type).Value!["properties"]!.AsObject().Select(property => property.Key);
}
