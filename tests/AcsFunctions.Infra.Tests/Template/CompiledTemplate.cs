using System.Text.Json.Nodes;
using AcsFunctions.Infra.Tests.Tools;

namespace AcsFunctions.Infra.Tests.Template;

/// <summary>What is committed for "Deploy to Azure": <see cref="ButtonTests"/> see that it is what the templates compile to.</summary>
internal static class CompiledTemplate
{
    public static JsonNode Button { get; } = JsonNode.Parse(Repository.Read("infra", "azuredeploy.json"))!;

    /// <summary>main.bicep, a module of the button's template.</summary>
    public static JsonNode Main { get; } = Button["resources"]!["main"]!["properties"]!["template"]!;
}
