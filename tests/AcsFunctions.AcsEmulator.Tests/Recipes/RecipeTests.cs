using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AcsFunctions.AcsEmulator.Tool.CommandLine;
using Azure.Communication.Identity;

namespace AcsFunctions.AcsEmulator.Tests.Recipes;

/// <summary>What docs/emulator.md tells people to paste is what is tried here.</summary>
public sealed partial class RecipeTests
{
    private static readonly string Folder = Path.GetDirectoryName(SourceFile())!;
    private static readonly string Root = Path.Combine(Folder, "..", "..", "..");

    [Fact]
    public void The_recipe_for_xunit_is_a_test_of_this_project()
    {
        var source = Text(Path.Combine(Folder, "TokenTests.cs"));

        Assert.Equal(source[source.IndexOf("public sealed class", StringComparison.Ordinal)..], Block("csharp"));
    }

    [Fact]
    public async Task The_recipe_for_GitHub_Actions_names_the_image_its_port_and_a_key_that_fits()
    {
        var recipe = Block("yaml");
        var image = Image().Match(recipe).Groups[1].Value;
        var setting = Setting().Match(recipe);
        var connection = Connection().Match(recipe);
        var options = ToolOptions.Parse([.. EnvironmentArguments.From(new Dictionary<string, string> { [setting.Groups[1].Value] = setting.Groups[2].Value })]);
        await using var emulator = await AcsIdentityEmulator.StartAsync(new AcsEmulatorOptions { AccessKey = options.AccessKey }, TestContext.Current.CancellationToken);

        // The port is whatever was free here; the rest is as written.
        var client = new CommunicationIdentityClient($"endpoint=http://127.0.0.1:{emulator.Endpoint.Port}/;accesskey={connection.Groups[2].Value}");
        var user = await client.CreateUserAsync(TestContext.Current.CancellationToken);

        Assert.NotNull(emulator.Inspection.FindIdentity(user.Value.Id));
        Assert.Equal($"{ToolOptions.DefaultPort}", connection.Groups[1].Value);
        Assert.Contains($"ports: [\"{ToolOptions.DefaultPort}:{ToolOptions.DefaultPort}\"]", recipe, StringComparison.Ordinal);
        Assert.Contains($"<ContainerRepository>{image}</ContainerRepository>", Text(Path.Combine(Root, "local", "AcsFunctions.AcsEmulator.Tool", "AcsFunctions.AcsEmulator.Tool.csproj")), StringComparison.Ordinal);
        Assert.Contains($"ContainerPort Include=\"{ToolOptions.DefaultPort}\"", Text(Path.Combine(Root, "local", "AcsFunctions.AcsEmulator.Tool", "AcsFunctions.AcsEmulator.Tool.csproj")), StringComparison.Ordinal);
    }

    private static string Block(string language) =>
        Assert.Single(Fence().Matches(Text(Path.Combine(Root, "docs", "emulator.md"))), block => block.Groups[1].Value == language).Groups[2].Value;

    private static string Text(string file) => File.ReadAllText(file).ReplaceLineEndings("\n");

    private static string SourceFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"image: ghcr\.io/<owner>/<repository>/(\S+)")]
    private static partial Regex Image();

    [GeneratedRegex(@"env: \{ (\w+): (\S+) \}")]
    private static partial Regex Setting();

    [GeneratedRegex(@"COMMUNICATION_SERVICES_CONNECTION_STRING: endpoint=http://127\.0\.0\.1:(\d+)/;accesskey=(\S+)")]
    private static partial Regex Connection();
}
