using AcsFunctions.Local.Configuration;
using AcsFunctions.Local.SignIn;
using AcsFunctions.Local.Tests.Package;
using AcsFunctions.Local.Tests.SignIn;

namespace AcsFunctions.Local.Tests.Configuration;

public sealed class StackSettingsTests : IAsyncLifetime
{
    private DevelopmentSignIn signIn = null!;

    public async ValueTask InitializeAsync() =>
        signIn = await DevelopmentSignIn.StartAsync(new DevelopmentSignInOptions { SigningKey = SignInKeys.Shared }, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => signIn.DisposeAsync();

    [Fact]
    public void Without_settings_of_the_developer_everything_is_the_stacks_own()
    {
        var settings = Compose();

        Assert.Equal("emulator", settings["COMMUNICATION_SERVICES_CONNECTION_STRING"]);
        Assert.Equal("tables", settings["IdentityStore:ConnectionString"]);
        Assert.Equal(signIn.Issuer, settings["Authentication:Issuers:local:Authority"]);
    }

    [Theory]
    [InlineData("Identities:RevocationTolerance")]
    [InlineData("Identities__RevocationTolerance")]
    [InlineData("identities:revocationtolerance")]
    public void A_setting_of_the_developer_wins_in_either_spelling(string name)
    {
        var settings = Compose((name, "00:00:07"));

        Assert.Equal("00:00:07", settings["Identities:RevocationTolerance"]);
    }

    [Fact]
    public void A_setting_left_blank_changes_nothing()
    {
        var settings = Compose(("COMMUNICATION_SERVICES_CONNECTION_STRING", " "));

        Assert.Equal("emulator", settings["COMMUNICATION_SERVICES_CONNECTION_STRING"]);
    }

    [Theory]
    [InlineData("", "emulator")]
    [InlineData("endpoint=https://contoso.communication.azure.com/;accesskey=a2V5", "endpoint=https://contoso.communication.azure.com/;accesskey=a2V5")]
    public void The_sample_not_filled_in_names_no_issuer(string acs, string used)
    {
        var settings = Compose(Sample(("COMMUNICATION_SERVICES_CONNECTION_STRING", acs)));

        Assert.DoesNotContain(settings.Keys, name => name.StartsWith("Authentication:Issuers:entra:", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(signIn.Issuer, settings["Authentication:Issuers:local:Authority"]);
        Assert.Equal(used, settings["COMMUNICATION_SERVICES_CONNECTION_STRING"]);
    }

    [Fact]
    public void The_sample_filled_in_names_its_issuer()
    {
        var settings = Compose(Sample(("Authentication:Issuers:entra:Authority", "https://login.example"), ("Authentication:Issuers:entra:Audience", "api")));

        Assert.Equal("https://login.example", settings["Authentication:Issuers:entra:Authority"]);
        Assert.Equal("tid oid", settings["Authentication:Issuers:entra:UserIdClaims"]);
    }

    [Theory]
    [InlineData("COMMUNICATION_SERVICES_CONNECTION_STRING")]
    [InlineData("Acs__Endpoint")]
    public void An_acs_resource_of_the_developer_takes_the_emulators_place(string name)
    {
        var settings = Compose((name, "theirs"));

        Assert.DoesNotContain("emulator", settings.Values);
        Assert.True(Settings((name, "theirs")).NamesAcsResource);
        Assert.False(Settings().NamesAcsResource);
    }

    [Fact]
    public void A_receiver_of_telemetry_of_the_developer_is_theirs()
    {
        Assert.True(Settings(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318")).NamesTelemetryReceiver);
        Assert.False(Settings(("OTEL_EXPORTER_OTLP_ENDPOINT", "")).NamesTelemetryReceiver);
    }

    /// <summary>The committed sample, with some of its lines filled in.</summary>
    private static IEnumerable<(string Name, string Value)> Sample(params IEnumerable<(string Name, string Value)> filledIn)
    {
        var values = new Dictionary<string, string?>(DeveloperSettings.ReadValues(Path.Combine(PackageFixture.Repository, "local.settings.json.sample")), StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in filledIn)
        {
            Assert.Equal("", values[name]);
            values[name] = value;
        }

        return values.Select(value => (value.Key, value.Value!));
    }

    private static StackSettings Settings(params IEnumerable<(string Name, string Value)> given) =>
        new(given.ToDictionary(setting => setting.Name, setting => (string?)setting.Value));

    private IReadOnlyDictionary<string, string?> Compose(params IEnumerable<(string Name, string Value)> given) =>
        Settings(given).For("emulator", "tables", signIn);
}
