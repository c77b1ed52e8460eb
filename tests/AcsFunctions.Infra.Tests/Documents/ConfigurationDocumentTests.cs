using AcsFunctions.Infra.Tests.Template;
using AcsFunctions.Infra.Tests.Tools;

namespace AcsFunctions.Infra.Tests.Documents;

/// <summary>docs/configuration.md lists every setting.</summary>
public sealed class ConfigurationDocumentTests
{
    [Fact]
    public void Every_setting_is_listed()
    {
        var document = File.ReadAllText(Repository.PathOf("docs", "configuration.md"));

        // As the document writes it; a group's later rows begin with an ellipsis.
        var missing = OptionNames.All
            .Select(name => name.Replace("__", ":", StringComparison.Ordinal).Replace("*", "<alias>", StringComparison.Ordinal))
            // Documented by the platform's name for it, COMMUNICATION_SERVICES_CONNECTION_STRING.
            .Where(name => name != "Acs:ConnectionString")
            .Where(name => !document.Contains($"`{name}`", StringComparison.Ordinal) && !document.Contains($"`…:{name.Split(':')[^1]}`", StringComparison.Ordinal));

        Assert.Empty(missing);
        Assert.NotEmpty(OptionNames.All);
    }
}
