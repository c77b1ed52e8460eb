using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AcsFunctions.Infra.Tests.Tools;

namespace AcsFunctions.Infra.Tests.Template;

/// <summary>What "Deploy to Azure" deploys: the compiled template, the portal's form over it, and the button itself.</summary>
public sealed partial class ButtonTests(BicepServer bicep)
{
    private static readonly JsonNode Form = JsonNode.Parse(Repository.Read("infra", "azuredeploy.form.json"))!;

    /// <summary>The compiler tells of its modules, too: main.bicep, and all that are its own.</summary>
    [Fact]
    public async Task The_compiled_template_is_current_and_no_template_carries_a_warning_of_the_compiler_or_its_linter()
    {
        var compiled = await bicep.CallAsync("bicep/compile", new { path = Repository.PathOf("infra", "azuredeploy.bicep") });

        var findings = BicepServer.Findings(compiled);
        Assert.True(findings == "", findings);
        // The compiler warns of experimental features, too, but not in its answers.
        Assert.DoesNotContain("experimental", Repository.Read("infra", "bicepconfig.json"), StringComparison.OrdinalIgnoreCase);
        Assert.True(
            Lines((string)compiled["contents"]!) == Lines(Repository.Read("infra", "azuredeploy.json")),
            "infra/azuredeploy.json is not what infra/azuredeploy.bicep compiles to. In infra, run: bicep build azuredeploy.bicep --outfile azuredeploy.json");
    }

    [Fact]
    public void The_form_fills_in_every_parameter_and_no_other()
    {
        var parameters = CompiledTemplate.Button["parameters"]!.AsObject().Select(parameter => parameter.Key);

        Assert.Equal(parameters.Order(), Outputs.Select(output => output.Key).Order());
    }

    /// <summary>What the template left out, a redeployment by the button would take away from an app that another way had given it: a door that opens by itself.</summary>
    [Fact]
    public void What_narrows_who_is_let_in_goes_from_the_form_to_the_issuer()
    {
        var issuers = (string)CompiledTemplate.Button["resources"]!["main"]!["properties"]!["parameters"]!["issuers"]!["value"]!;

        Assert.EndsWith(
            "parameters('adminRole'), parameters('tenants'), if(parameters('requireAuthTime'), 'true', ''))]", issuers, StringComparison.Ordinal);
        Assert.Equal("[coalesce(steps('users').requireAuthTime, false)]", (string?)Outputs["requireAuthTime"]);
    }

    [Fact]
    public void What_the_form_passes_on_is_asked_for()
    {
        var elements = Steps.SelectMany(step => step!["elements"]!.AsArray().Select(element => $"{step["name"]}.{element!["name"]}")).ToHashSet();

        var asked = Reference().Matches(Repository.Read("infra", "azuredeploy.form.json")).Select(match => $"{match.Groups[1].Value}.{match.Groups[2].Value}").ToArray();

        Assert.NotEmpty(asked);
        Assert.All(asked, element => Assert.True(elements.Contains(element), $"No element of the form is called {element}."));
    }

    /// <summary>The defaults that make users' ids must be the same everywhere, or a deployment by another way re-keys everyone.</summary>
    [Fact]
    public void The_form_begins_with_the_defaults_of_the_template()
    {
        foreach (var (name, output) in Outputs)
        {
            var reference = Reference().Match((string)output!);
            var element = Steps.Single(step => (string?)step!["name"] == reference.Groups[1].Value)!["elements"]!.AsArray().Single(element => (string?)element!["name"] == reference.Groups[2].Value)!;
            var value = CompiledTemplate.Button["parameters"]![name]!["defaultValue"];
            var shown = element["defaultValue"];
            // A list shows labels and passes values on.
            var passed = element["constraints"]?["allowedValues"]?.AsArray().SingleOrDefault(choice => (string?)choice!["label"] == (string?)shown)?["value"] ?? shown;

            Assert.True(
                name is "environmentName" or "location" || (passed?.ToJsonString() ?? "\"\"") == value?.ToJsonString(), $"{name}: the form begins with {passed}, the template with {value}.");
        }
    }

    [Fact]
    public void The_form_cannot_offer_what_the_template_refuses()
    {
        var redundancy = Steps.SelectMany(step => step!["elements"]!.AsArray()).Single(element => (string?)element!["name"] == "identityStoreSku")!;

        var offered = redundancy["constraints"]!["allowedValues"]!.AsArray().Select(choice => (string?)choice!["value"]).ToArray();

        Assert.NotEmpty(offered);
        Assert.Empty(offered.Except(CompiledTemplate.Button["parameters"]!["identityStoreSku"]!["allowedValues"]!.AsArray().Select(value => (string?)value)));
    }

    [Theory]
    [InlineData("authority", "https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/v2.0", true)]
    [InlineData("authority", "", true)]
    [InlineData("authority", "http://login.example.com", false)]
    [InlineData("authority", "https://login.microsoftonline.com/{tenantid}/v2.0", false)]
    [InlineData("issuerAlias", "shop2", true)]
    [InlineData("issuerAlias", "my-shop", false)]
    [InlineData("authority", "https://login.microsoftonline.com/organizations/v2.0", true)]
    [InlineData("tenants", "11111111-1111-1111-1111-11111111111a 22222222-2222-2222-2222-222222222222", true)]
    [InlineData("tenants", "11111111-1111-1111-1111-11111111111A", false)]
    [InlineData("tenants", "contoso.onmicrosoft.com", false)]
    [InlineData("allowedOrigins", "https://a.example http://localhost:5173", true)]
    [InlineData("allowedOrigins", "https://a.example/page", false)]
    [InlineData("acsResourceId", "/subscriptions/s/resourceGroups/g/providers/Microsoft.Communication/communicationServices/a", true)]
    [InlineData("acsResourceId", "a.communication.azure.com", false)]
    [InlineData("packageUri", "release", true)]
    [InlineData("packageUri", "", true)]
    [InlineData("packageUri", "http://example.com/app.zip", false)]
    public void The_form_says_what_it_takes(string name, string text, bool isTaken)
    {
        var constraints = Steps.SelectMany(step => step!["elements"]!.AsArray()).Single(element => (string?)element!["name"] == name)!["constraints"]!;

        Assert.Equal(isTaken, Regex.IsMatch(text, (string)constraints["regex"]!));
        Assert.NotEmpty((string)constraints["validationMessage"]!);
    }

    [Fact]
    public void The_package_is_deployed_as_it_was_built_and_only_after_the_app_is_configured()
    {
        var resources = CompiledTemplate.Button["resources"]!.AsObject();
        var package = resources["app"]!["properties"]!["template"]!.ToJsonString();

        Assert.Contains("\"remoteBuild\":false", package, StringComparison.Ordinal);
        Assert.Contains("onedeploy", package, StringComparison.Ordinal);
        Assert.Equal("[not(empty(parameters('packageUri')))]", (string?)resources["app"]!["condition"]);
        Assert.Contains("main", resources["app"]!["dependsOn"]!.AsArray().Select(dependency => (string?)dependency));
    }

    /// <summary>A deployment of the subscription is refused where one of its name was in another location, or is under way.</summary>
    [Fact]
    public void Deployments_of_two_environments_cannot_have_the_same_name()
    {
        var ofSubscription = CompiledTemplate.Button["resources"]!.AsObject()
            .Concat(CompiledTemplate.Main["resources"]!.AsObject())
            .Where(resource => (string?)resource.Value!["type"] == "Microsoft.Resources/deployments" && resource.Value["location"] is not null)
            .Select(resource => (string)resource.Value!["name"]!)
            .ToArray();

        Assert.NotEmpty(ofSubscription);
        Assert.All(ofSubscription, name => Assert.Contains("deployment().name", name, StringComparison.Ordinal));
        // What the command line calls a deployment without a name is the same for all: the name of the file.
        Assert.All(
            SubscriptionDeployment().Matches(Repository.Read("docs", "operations.md")),
            command => Assert.Contains(" --name ", command.Value, StringComparison.Ordinal));
        Assert.NotEmpty(SubscriptionDeployment().Matches(Repository.Read("docs", "operations.md")));
    }

    [Fact]
    public async Task The_button_leads_to_the_template_and_the_form_of_its_tag()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script of the button needs bash: run this test on Linux, on a Mac or in WSL.");

        var run = await ToolRun.StartAsync(
            "bash", [Repository.PathOf("infra", "deploy-button"), "contoso/acs", "v1.0/rc 1"], Repository.Root, "bash or jq is missing: install it.");

        var addresses = Address().Matches(run.Output).Select(match => Uri.UnescapeDataString(match.Value)).ToArray();
        Assert.Equal(
            [
                "https://raw.githubusercontent.com/contoso/acs/v1.0/rc 1/infra/azuredeploy.json",
                "https://raw.githubusercontent.com/contoso/acs/v1.0/rc 1/infra/azuredeploy.form.json",
            ],
            addresses);
        Assert.StartsWith("[![Deploy to Azure](https://aka.ms/deploytoazurebutton)](https://portal.azure.com/#create/Microsoft.Template/uri/https%3A%2F%2Fraw", run.Output, StringComparison.Ordinal);
        Assert.Contains("/uiFormDefinitionUri/https%3A", run.Output, StringComparison.Ordinal);
    }

    private static IReadOnlyList<JsonNode?> Steps => [.. Form["view"]!["properties"]!["steps"]!.AsArray()];

    private static JsonObject Outputs => Form["view"]!["outputs"]!["parameters"]!.AsObject();

    private static string Lines(string text) => text.ReplaceLineEndings("\n").Trim();

    [GeneratedRegex(@"steps\('(\w+)'\)\.(\w+)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"az deployment sub create[^`\n]*")]
    private static partial Regex SubscriptionDeployment();

    [GeneratedRegex(@"https%3A%2F%2F[^/)]+")]
    private static partial Regex Address();
}
