using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AcsFunctions.Infra.Tests.Tools;

namespace AcsFunctions.Infra.Tests.Template;

/// <summary>azd joins azure.yaml, the template and the deploy workflow by names; nothing else checks them.</summary>
public sealed partial class AzdTests(BicepServer bicep)
{
    private static readonly string Azure = Repository.Read("azure.yaml");

    private static readonly Dictionary<string, string> Issuer = new() { ["API_AUTHORITY"] = "https://login.example.com", ["API_AUDIENCE"] = "api" };

    private static readonly Dictionary<string, string> Everything = new()
    {
        ["API_AUTHORITY"] = "authority",
        ["API_AUDIENCE"] = "audience",
        ["API_ISSUER_ALIAS"] = "alias",
        ["API_USER_ID_CLAIMS"] = "claims",
        ["API_SCOPE"] = "scope",
        ["API_ADMIN_ROLE"] = "role",
        ["API_TENANTS"] = "tenants",
        ["API_REQUIRE_AUTH_TIME"] = "true",
        ["ALLOWED_ORIGINS"] = " https://a.example  https://b.example ",
    };

    /// <summary>What the one process that compiles for all tests must find in its environment: each set of variables, with the set's name before theirs.</summary>
    internal static IReadOnlyDictionary<string, string> BicepVariables =>
        Named("ISSUER", Issuer)
            .Concat(Named("ISSUER_AND_EMPTY", Variables.ToDictionary(variable => variable, variable => Issuer.GetValueOrDefault(variable, ""))))
            .Concat(Named("EVERYTHING", Everything))
            .ToDictionary();

    [Fact]
    public void The_service_finds_its_project_and_its_site()
    {
        var project = Project().Match(Azure).Groups[1].Value;
        var tag = (string?)Snapshot.Of("Defaults").One("Microsoft.Web/sites")["tags"]!["azd-service-name"];

        Assert.True(File.Exists(Repository.PathOf(project, Path.GetFileName(project) + ".csproj")), $"{project} is no project.");
        Assert.Contains($"\n  {tag}:\n    project:", Azure, StringComparison.Ordinal);
    }

    /// <summary>One that the workflow left out would have its default there: an alias that a developer set is lost, and every user gets a new identity.</summary>
    [Fact]
    public void A_deployment_from_GitHub_passes_exactly_the_variables_that_azd_reads()
    {
        // azd itself reads these.
        string[] azd = ["AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_SUBSCRIPTION_ID"];

        var passed = Variable().Matches(Repository.Read(".github", "workflows", "deploy.yml")).Select(match => match.Groups[1].Value).ToArray();

        Assert.Contains("API_ISSUER_ALIAS", passed);
        Assert.Equal(Variables.Concat(azd).Order(), passed.Order());
        Assert.All(
            passed,
            name => Assert.Contains($"\n      {name}: ${{{{ vars.{name} }}}}\n", Repository.Read(".github", "workflows", "deploy.yml"), StringComparison.Ordinal));
    }

    [Fact]
    public void The_guide_names_every_variable()
    {
        var guide = Repository.Read("docs", "operations.md");

        Assert.All(Variables, variable => Assert.True(
            variable.StartsWith("AZURE_", StringComparison.Ordinal) || guide.Contains($"`{variable}`", StringComparison.Ordinal), $"{variable} is not in the guide."));
    }

    /// <summary>A variable that a GitHub environment does not have arrives as an empty one.</summary>
    [Fact]
    public async Task A_variable_that_is_empty_counts_as_not_set()
    {
        var unset = await ParametersAsync("ISSUER");
        var withEmpty = await ParametersAsync("ISSUER_AND_EMPTY");

        Assert.Equal(unset.ToJsonString(), withEmpty.ToJsonString());
        Assert.Equal("Standard_ZRS", (string?)unset["identityStoreSku"]!["value"]);
        Assert.Equal("entra", Assert.Single(unset["issuers"]!["value"]!.AsObject()).Key);
    }

    [Fact]
    public async Task Every_variable_of_the_issuer_reaches_the_setting_that_is_meant_and_origins_are_parted()
    {
        var parameters = await ParametersAsync("EVERYTHING");

        Assert.Equal(["https://a.example", "https://b.example"], parameters["allowedOrigins"]!["value"]!.AsArray().Select(origin => (string?)origin));
        var (alias, settings) = Assert.Single(parameters["issuers"]!["value"]!.AsObject());
        Assert.Equal("alias", alias);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["Authority"] = "authority",
                ["Audience"] = "audience",
                ["UserIdClaims"] = "claims",
                ["RequiredScope"] = "scope",
                ["AdminRole"] = "role",
                ["Tenants"] = "tenants",
                ["RequireAuthTime"] = "true",
            },
            settings!.AsObject().ToDictionary(setting => setting.Key, setting => (string)setting.Value!));
    }

    /// <summary>azd runs `dotnet user-secrets init` for a .NET project, which writes an id into a project file that has none.</summary>
    [Fact]
    public void A_deployment_does_not_rewrite_the_project_file()
    {
        var project = Project().Match(Azure).Groups[1].Value;

        Assert.Matches("<UserSecretsId>[a-z-]+</UserSecretsId>", Repository.Read(project, Path.GetFileName(project) + ".csproj"));
    }

    [Fact]
    public void An_operator_can_ask_for_every_output_that_the_guide_names()
    {
        var named = Output().Matches(Repository.Read("docs", "operations.md")).Select(match => match.Groups[1].Value).ToArray();

        Assert.NotEmpty(named);
        Assert.Empty(named.Except(Snapshot.Of("Defaults").Outputs.Select(output => output.Key)));
    }

    private static IReadOnlyList<string> Variables { get; } =
        [.. Read().Matches(Repository.Read("infra", "main.bicepparam")).Select(match => match.Groups[1].Value).Distinct()];

    private static IEnumerable<KeyValuePair<string, string>> Named(string set, Dictionary<string, string> variables) =>
        variables.Select(variable => KeyValuePair.Create($"{set}_{variable.Key}", variable.Value));

    private async Task<JsonObject> ParametersAsync(string set)
    {
        // Without the template, which takes most of the time to compile: that they fit it is a test of its own.
        var folder = Directory.CreateTempSubdirectory();
        var parameters = Path.Combine(folder.FullName, "main.bicepparam");
        await File.WriteAllTextAsync(
            parameters,
            Repository.Read("infra", "main.bicepparam")
                .Replace("using 'main.bicep'\n", "using none\n", StringComparison.Ordinal)
                .Replace("readEnvironmentVariable('", $"readEnvironmentVariable('{set}_", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        File.Copy(Repository.PathOf("infra", "settings.bicep"), Path.Combine(folder.FullName, "settings.bicep"));

        var compiled = await bicep.CallAsync("bicep/compileParams", new { path = parameters, parameterOverrides = new { } });

        folder.Delete(recursive: true);
        Assert.True((bool)compiled["success"]!, BicepServer.Findings(compiled));
        return JsonNode.Parse((string)compiled["parameters"]!)!["parameters"]!.AsObject();
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
