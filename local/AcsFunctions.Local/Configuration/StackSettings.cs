using AcsFunctions.Local.SignIn;

namespace AcsFunctions.Local.Configuration;

/// <summary>The app settings of a stack: its own, and over them those that it was given.</summary>
internal sealed class StackSettings(IReadOnlyDictionary<string, string?> given)
{
    public const string AdminRole = "Acs.Admin";

    private const string AcsConnectionStringSetting = "COMMUNICATION_SERVICES_CONNECTION_STRING";
    private const string TableConnectionStringSetting = "IdentityStore:ConnectionString";
    private const string Issuers = "Authentication:Issuers:";
    private const string Authority = ":Authority";
    private const string Issuer = Issuers + "local:";
    private const StringComparison IgnoreCase = StringComparison.OrdinalIgnoreCase;

    private readonly Dictionary<string, string?> given = FilledIn([.. given.Select(setting => KeyValuePair.Create(Name(setting.Key), setting.Value))]);

    public string? TableConnectionString => this.given.GetValueOrDefault(TableConnectionStringSetting);

    public string? AcsConnectionString => this.given.GetValueOrDefault(AcsConnectionStringSetting);

    public bool NamesTableServiceUri => this.given.ContainsKey("IdentityStore:TableServiceUri");

    public bool NamesTelemetryReceiver => this.given.ContainsKey("OTEL_EXPORTER_OTLP_ENDPOINT");

    public bool NamesAcsResource => this.given.ContainsKey(AcsConnectionStringSetting) || this.given.ContainsKey("Acs:Endpoint");

    /// <summary>Some systems allow no colon in the name of an environment variable.</summary>
    public static string Name(string name) => name.Replace("__", ":", StringComparison.Ordinal);

    public IReadOnlyDictionary<string, string?> For(
        string emulatorConnectionString, string? tableConnectionString, DevelopmentSignIn signIn, IReadOnlyDictionary<string, string?>? telemetry = null)
    {
        Dictionary<string, string?> settings = new(StringComparer.OrdinalIgnoreCase)
        {
            ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Development",
            ["CleanUpSchedule"] = "0 0 * * * *",
            ["IdentityStore:CreateTable"] = "true",
            // One machine, one clock: a new sign-in counts from the second after a revocation.
            ["Identities:RevocationTolerance"] = "00:00:00",
            // Who develops a front-end wants to know why it is refused.
            ["Authentication:DescribeRefusals"] = "true",
            [Issuer + "Authority"] = signIn.Issuer,
            [Issuer + "Audience"] = DevelopmentSignIn.Audience,
            [Issuer + "UserIdClaims"] = "sub",
            [Issuer + "RequiredScope"] = DevelopmentSignIn.Scope,
            [Issuer + "AdminRole"] = AdminRole,
        };
        if (!NamesAcsResource)
        {
            settings[AcsConnectionStringSetting] = emulatorConnectionString;
        }

        if (tableConnectionString is not null)
        {
            settings[TableConnectionStringSetting] = tableConnectionString;
        }

        foreach (var (name, value) in (telemetry ?? new Dictionary<string, string?>()).Concat(this.given))
        {
            settings[name] = value;
        }

        return settings;
    }

    // A setting without a value is a line of a sample that was not filled in: it counts as not set, and with an authority its whole issuer.
    private static Dictionary<string, string?> FilledIn(IReadOnlyList<KeyValuePair<string, string?>> settings)
    {
        var blankIssuers = settings
            .Where(setting => string.IsNullOrWhiteSpace(setting.Value) && setting.Key.StartsWith(Issuers, IgnoreCase) && setting.Key.EndsWith(Authority, IgnoreCase))
            .Select(setting => setting.Key[..^(Authority.Length - 1)])
            .ToArray();
        return settings
            .Where(setting => !string.IsNullOrWhiteSpace(setting.Value) && !blankIssuers.Any(issuer => setting.Key.StartsWith(issuer, IgnoreCase)))
            .ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.OrdinalIgnoreCase);
    }
}
