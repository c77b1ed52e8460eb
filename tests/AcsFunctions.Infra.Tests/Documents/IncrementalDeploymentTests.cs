using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AcsFunctions.Infra.Tests.Template;
using AcsFunctions.Infra.Tests.Tools;

namespace AcsFunctions.Infra.Tests.Documents;

/// <summary>A deployment leaves what is no longer in it, so docs/operations.md says how each of these things goes.</summary>
public sealed partial class IncrementalDeploymentTests
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string Guide = Repository.Read("docs", "operations.md");

    private static readonly string Section = Guide.Split("\n### What a deployment leaves\n")[^1].Split("\n## ")[0];

    [Fact]
    public void No_parameter_can_leave_a_resource_behind_that_the_guide_does_not_know()
    {
        // A role assignment has no condition: another role is another assignment, beside the first.
        var parameters = ParametersOfConditions(CompiledTemplate.Main, name => [name]).Append("acsRoleDefinitionId").Distinct();

        var listed = Row().Matches(Section).SelectMany(row => Quoted().Matches(row.Groups[1].Value)).Select(name => name.Groups[1].Value);

        Assert.Equal(parameters.Order(), listed.Order());
        // Controls: of main.bicep itself, and by way of a module's parameter and a variable.
        Assert.Contains("useAzureMonitor", parameters);
        Assert.Contains("protectIdentityStore", parameters);
        Assert.Contains("endpointSubnetId", parameters);
    }

    [Fact]
    public void What_Azure_Monitor_leaves_is_deleted_by_the_types_that_it_has()
    {
        var commands = Section.Split("\n#### Azure Monitor\n")[^1].Split("\n#### ")[0];

        var types = Types("Everything").Except(Types("ExistingAcs")).Where(type => Watching().IsMatch(type)).ToArray();

        Assert.Equal(5, types.Length);
        Assert.All(types, type => Assert.Contains($" --resource-type {type} ", commands, StringComparison.Ordinal));
        Assert.Contains($"--name {(string)Snapshot.Of("Everything").One("Microsoft.Insights/actionGroups")["name"]!}\n", commands, StringComparison.Ordinal);
    }

    [Fact]
    public void The_former_role_is_the_default_one()
    {
        var role = (string)CompiledTemplate.Main["parameters"]!["acsRoleDefinitionId"]!["defaultValue"]!;

        Assert.Contains($"az role assignment delete --assignee <principal of id-…> --role {role} --scope ", Section, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lock_is_removed_by_the_name_that_it_has()
    {
        var locks = Snapshot.Of("Defaults").All("Microsoft.Authorization/locks").ToDictionary(
            @lock => string.Join('/', ((string)@lock["id"]!).Split("/providers/")[1].Split('/')[..2]), @lock => (string)@lock["name"]!);

        var removed = Removal().Matches(Guide).Select(command => (Type: command.Groups[2].Value, Name: command.Groups[1].Value)).ToArray();

        Assert.All(removed, command => Assert.Equal(locks[command.Type], command.Name));
        Assert.Equal(locks.Keys.Order(), removed.Select(command => command.Type).Distinct().Order());
        Assert.Matches(Removal(), Section);
    }

    /// <summary>Whether a resource is deployed goes by these parameters of main.bicep; a module's are what main.bicep makes them of.</summary>
    private static IEnumerable<string> ParametersOfConditions(JsonNode template, Func<string, IEnumerable<string>> outer)
    {
        foreach (var resource in ResourcesOf(template))
        {
            if (resource["condition"] is { } condition)
            {
                foreach (var parameter in Behind(condition))
                {
                    yield return parameter;
                }
            }

            if ((string)resource["type"]! == "Microsoft.Resources/deployments")
            {
                var module = resource["properties"]!;
                foreach (var parameter in ParametersOfConditions(module["template"]!, name => Behind(module["parameters"]![name]!)))
                {
                    yield return parameter;
                }
            }
        }

        IEnumerable<string> Behind(JsonNode expression) => Reference().Matches(expression.ToJsonString(Unescaped)).SelectMany(reference =>
            reference.Groups[1].Value == "parameters" ? outer(reference.Groups[2].Value) : Behind(template["variables"]![reference.Groups[2].Value]!));
    }

    private static IEnumerable<JsonNode> ResourcesOf(JsonNode template) => template["resources"] is JsonArray list
        ? list.Select(resource => resource!)
        : template["resources"]!.AsObject().Select(resource => resource.Value!);

    private static IEnumerable<string> Types(string snapshot) => Snapshot.Of(snapshot).Resources.Select(resource => (string)resource["type"]!).Distinct();

    [GeneratedRegex(@"^\| (`[^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^Microsoft\.(Operational)?Insights/")]
    private static partial Regex Watching();

    [GeneratedRegex(@"az lock delete --name (\S+) --resource-group \S+ --resource-type (\S+)")]
    private static partial Regex Removal();

    [GeneratedRegex(@"\b(parameters|variables)\('(\w+)'\)")]
    private static partial Regex Reference();
}
