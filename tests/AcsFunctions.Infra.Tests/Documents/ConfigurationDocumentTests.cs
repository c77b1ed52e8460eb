using System.Text.RegularExpressions;
using AcsFunctions.Infra.Tests.Template;
using AcsFunctions.Infra.Tests.Tools;

namespace AcsFunctions.Infra.Tests.Documents;

/// <summary>docs/configuration.md has a row for every setting, and no other row.</summary>
public sealed partial class ConfigurationDocumentTests
{
    // By the platform's name for it.
    private static readonly Dictionary<string, string> OtherNames = new() { ["COMMUNICATION_SERVICES_CONNECTION_STRING"] = "Acs__ConnectionString" };

    [Fact]
    public void Every_setting_has_a_row_and_every_row_is_of_a_setting()
    {
        var documented = Row().Matches(Repository.Read("docs", "configuration.md"))
            .SelectMany(row => Name().Matches(row.Groups["setting"].Value))
            .Select(name => OtherNames.GetValueOrDefault(name.Groups[1].Value, name.Groups[1].Value))
            // Telemetry's, which are in no class of options: AppSettingsTests has them.
            .Where(name => !name.StartsWith("OTEL_", StringComparison.Ordinal) && !name.StartsWith("APPLICATIONINSIGHTS_", StringComparison.Ordinal))
            .Select(name => name.Replace(":", "__", StringComparison.Ordinal).Replace("<alias>", "*", StringComparison.Ordinal));

        Assert.NotEmpty(OptionNames.All);
        // Not as sets: a setting with two rows has one too many.
        Assert.Equal(OptionNames.All.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    // Every row of every table but its head and the line below that.
    [GeneratedRegex(@"^\|(?! setting \||-)(?<setting>[^|]+)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
