using System.Text.Json;
using System.Text.Json.Nodes;
using AcsFunctions.Infra.Tests.Tools;

namespace AcsFunctions.Infra.Tests.Template;

public sealed class CompilationTests(BicepServer bicep)
{
    // What the template asks about the place of a deployment; any would do, but the snapshots hold these.
    private const string Subscription = "00000000-0000-0000-0000-00000000000a";
    private const string Tenant = "00000000-0000-0000-0000-00000000000b";
    private const string Location = "westeurope";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static TheoryData<string> Snapshots => [.. Snapshot.Names];

    [Fact]
    public async Task The_shipped_parameters_fit_the_template()
    {
        var compiled = await bicep.CallAsync(
            "bicep/compileParams", new { path = Repository.PathOf("infra", "main.bicepparam"), parameterOverrides = new { } });

        var findings = BicepServer.Findings(compiled);
        Assert.True(findings == "", findings);
        Assert.True((bool)compiled["success"]!);
    }

    /// <summary>A wrong property is only a warning to the CLI, which compiles it, as is a finding of the linter: this is what <see cref="ButtonTests"/> must see.</summary>
    [Fact]
    public async Task A_wrong_property_and_an_unused_parameter_would_be_seen()
    {
        var folder = Directory.CreateTempSubdirectory();
        var template = Path.Combine(folder.FullName, "wrong.bicep");
        await File.WriteAllTextAsync(
            template,
            """
            param unused string

            resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
              name: 'plan'
              location: 'westeurope'
              properties: { reserve: true }
            }
            """,
            TestContext.Current.CancellationToken);

        var compiled = await bicep.CallAsync("bicep/compile", new { path = template });

        folder.Delete(recursive: true);
        Assert.True((bool)compiled["success"]!);
        Assert.Contains("Warning BCP", BicepServer.Findings(compiled), StringComparison.Ordinal);
        Assert.Contains("Warning no-unused-params", BicepServer.Findings(compiled), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Snapshots))]
    public async Task The_expanded_resources_cannot_change_unseen(string name)
    {
        var answer = await bicep.CallAsync(
            "bicep/getSnapshot",
            new
            {
                path = Snapshot.ParametersOf(name),
                metadata = new { subscriptionId = Subscription, tenantId = Tenant, location = Location },
                externalInputs = Array.Empty<object>(),
            });

        var committed = Snapshot.Read(name);
        var expanded = JsonNode.Parse((string)answer["snapshot"]!)!;
        Assert.True(
            JsonNode.DeepEquals(committed, expanded),
            $"The template no longer expands to {name}.snapshot.json. If that is meant, run: bicep snapshot {name}.bicepparam --mode overwrite --subscription-id {Subscription} --tenant-id {Tenant} --location {Location}\n{Difference(committed, expanded)}");
    }

    /// <summary>Lines that only one of them has, whatever their order.</summary>
    private static string Difference(JsonNode committed, JsonNode expanded)
    {
        var before = Lines(committed);
        var after = Lines(expanded);
        return string.Join('\n', [.. before.Except(after).Select(line => "- " + line), .. after.Except(before).Select(line => "+ " + line)]);
    }

    private static string[] Lines(JsonNode node) => [.. node.ToJsonString(Indented).Split('\n').Select(line => line.Trim().TrimEnd(','))];
}
