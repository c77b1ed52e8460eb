using System.Text.Json.Nodes;
using AcsFunctions.Infra.Tests.Tools;

namespace AcsFunctions.Infra.Tests.Template;

/// <summary>The resources that a set of parameters expands to, as committed beside it; a test of its own holds it true.</summary>
internal sealed class Snapshot
{
    private readonly JsonNode root;

    private Snapshot(JsonNode root) => this.root = root;

    public static IReadOnlyList<string> Names { get; } = ["Defaults", "Everything", "ExistingAcs"];

    public IReadOnlyList<JsonObject> Resources => [.. root["predictedResources"]!.AsArray().Select(resource => resource!.AsObject())];

    public JsonObject Outputs => root["outputs"]!.AsObject();

    public IReadOnlyDictionary<string, string> AppSettings =>
        One("Microsoft.Web/sites/config", "/appsettings")["properties"]!.AsObject().ToDictionary(setting => setting.Key, setting => setting.Value!.GetValue<string>());

    public static Snapshot Of(string name) => new(Read(name));

    public static JsonNode Read(string name) => JsonNode.Parse(File.ReadAllText(Path.ChangeExtension(ParametersOf(name), ".snapshot.json")))!;

    public static string ParametersOf(string name) => Repository.PathOf("tests", "AcsFunctions.Infra.Tests", "parameters", name + ".bicepparam");

    public IReadOnlyList<JsonObject> All(string type) => [.. Resources.Where(resource => (string?)resource["type"] == type)];

    public JsonObject One(string type, string nameEnd = "") =>
        Assert.Single(All(type), resource => ((string)resource["name"]!).EndsWith(nameEnd, StringComparison.Ordinal));
}
