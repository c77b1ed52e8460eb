using AcsFunctions.Infra.Tests.Tools;

namespace AcsFunctions.Infra.Tests.Template;

public sealed class CompilationTests
{
    // What the template asks about the place of a deployment; any would do, but the snapshots hold these.
    private static readonly string[] Place =
        ["--subscription-id", "00000000-0000-0000-0000-00000000000a", "--tenant-id", "00000000-0000-0000-0000-00000000000b", "--location", "westeurope"];

    public static TheoryData<string> Snapshots => [.. Snapshot.Names];

    [Fact]
    public async Task The_shipped_parameters_fit_the_template()
    {
        var run = await Bicep.RunAsync("build-params", "main.bicepparam", "--stdout");

        Assert.Equal("", run.Errors);
        Assert.Equal(0, run.ExitCode);
    }

    /// <summary>A wrong property is only a warning to the CLI, with exit code 0, as is a finding of the linter: this is what <see cref="ButtonTests"/> must see.</summary>
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

        var run = await Bicep.RunAsync("build", template, "--stdout");

        folder.Delete(recursive: true);
        Assert.Contains("Warning BCP", run.Errors, StringComparison.Ordinal);
        Assert.Contains("Warning no-unused-params", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Snapshots))]
    public async Task The_expanded_resources_cannot_change_unseen(string name)
    {
        var run = await Bicep.RunAsync(["snapshot", Snapshot.ParametersOf(name), "--mode", "validate", .. Place]);

        Assert.True(
            run.ExitCode == 0,
            $"The template no longer expands to {name}.snapshot.json. If that is meant, run: bicep snapshot {name}.bicepparam --mode overwrite {string.Join(' ', Place)}\n{run.Output}{run.Errors}");
    }
}
