using System.Text.RegularExpressions;
using AcsFunctions.Infra.Tests.Tools;

namespace AcsFunctions.Infra.Tests.Template;

/// <summary>azd joins azure.yaml, the template and the deploy workflow by names; nothing else checks them.</summary>
public sealed partial class AzdTests
{
    private static readonly string Azure = Repository.Read("azure.yaml");

    [Fact]
    public void The_service_finds_its_project_and_its_site()
    {
        var project = Project().Match(Azure).Groups[1].Value;
        var tag = (string?)Snapshot.Of("Defaults").One("Microsoft.Web/sites")["tags"]!["azd-service-name"];

        Assert.True(File.Exists(Repository.PathOf(project, Path.GetFileName(project) + ".csproj")), $"{project} is no project.");
        Assert.Contains($"\n  {tag}:\n    project:", Azure, StringComparison.Ordinal);
    }

    [Fact]
    public void The_workflow_cannot_set_a_variable_that_nobody_reads()
    {
        var read = Read().Matches(Repository.Read("infra", "main.bicepparam")).Select(match => match.Groups[1].Value);
        // azd itself reads these.
        string[] azd = ["AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_SUBSCRIPTION_ID"];

        var set = Variable().Matches(Repository.Read(".github", "workflows", "deploy.yml")).Select(match => match.Groups[1].Value).ToArray();

        Assert.NotEmpty(set);
        Assert.Empty(set.Except(read).Except(azd));
    }

    [Fact]
    public void An_operator_can_ask_for_every_output_that_the_guide_names()
    {
        var named = Output().Matches(Repository.Read("docs", "operations.md")).Select(match => match.Groups[1].Value).ToArray();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(Snapshot.Of("Defaults").Outputs.Select(output => output.Key)));
    }

    [GeneratedRegex(@"project: (\S+)")]
    private static partial Regex Project();

    [GeneratedRegex(@"readEnvironmentVariable\('(\w+)'")]
    private static partial Regex Read();

    [GeneratedRegex(@"\$\{\{ vars\.(\w+) \}\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"azd env get-value (\w+)")]
    private static partial Regex Output();
}
