using System.Text.RegularExpressions;
using AcsFunctions.AcsEmulator.Tool.CommandLine;
using Azure.Communication.Identity;

namespace AcsFunctions.AcsEmulator.Tests.Recipes;

/// <summary>What docs/emulator.md tells people to paste is what is tried here.</summary>
public sealed partial class RecipeTests
{
    [Fact]
    public void The_recipe_for_xunit_is_a_test_of_this_project()
    {
        var source = RecipeDocument.TextOf(Path.Combine(RecipeDocument.Folder, "TokenTests.cs"));

        Assert.Equal(source[source.IndexOf("public sealed class", StringComparison.Ordinal)..], RecipeDocument.Block("csharp"));
    }

    [Fact]
    public void The_recipe_for_Jest_is_the_files_that_are_tried_with_Jest()
    {
        var recipe = RecipeDocument.Block("javascript");

        Assert.Equal(TextOf("start-acs.js"), recipe);
        Assert.All(["jest.config.js", "stop-acs.js"], file => Assert.Matches($"(?m)^// {Regex.Escape(file)}: +{Regex.Escape(TextOf(file).TrimEnd())}$", recipe));

        static string TextOf(string file) => RecipeDocument.TextOf(Path.Combine(RecipeDocument.Folder, "jest", file));
    }

    [Fact]
    public async Task The_recipe_for_GitHub_Actions_names_the_image_its_port_and_a_key_that_fits()
    {
        var recipe = RecipeDocument.Block("yaml");
        var image = Image().Match(recipe).Groups[1].Value;
        var setting = Setting().Match(recipe);
        var connection = Connection().Match(recipe);
        var options = ToolOptions.Parse([.. EnvironmentArguments.From(new Dictionary<string, string> { [setting.Groups[1].Value] = setting.Groups[2].Value })]);
        await using var emulator = await AcsIdentityEmulator.StartAsync(new AcsEmulatorOptions { AccessKey = options.AccessKey }, TestContext.Current.CancellationToken);

        // The port is whatever was free here; the rest is as written.
        var client = new CommunicationIdentityClient($"endpoint=http://127.0.0.1:{emulator.Endpoint.Port}/;accesskey={connection.Groups[2].Value}");
        var user = await client.CreateUserAsync(TestContext.Current.CancellationToken);

        var project = RecipeDocument.TextOf(Path.Combine(RecipeDocument.Root, "local", "AcsFunctions.AcsEmulator.Tool", "AcsFunctions.AcsEmulator.Tool.csproj"));
        Assert.NotNull(emulator.Inspection.FindIdentity(user.Value.Id));
        Assert.Equal($"{ToolOptions.DefaultPort}", connection.Groups[1].Value);
        Assert.Contains($"ports: [\"{ToolOptions.DefaultPort}:{ToolOptions.DefaultPort}\"]", recipe, StringComparison.Ordinal);
        Assert.Contains($"<ContainerRepository>{image}</ContainerRepository>", project, StringComparison.Ordinal);
        Assert.Contains($"ContainerPort Include=\"{ToolOptions.DefaultPort}\"", project, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"image: ghcr\.io/<owner>/<repository>/(\S+)")]
    private static partial Regex Image();

    [GeneratedRegex(@"env: \{ (\w+): (\S+) \}")]
    private static partial Regex Setting();

    [GeneratedRegex(@"COMMUNICATION_SERVICES_CONNECTION_STRING: endpoint=http://127\.0\.0\.1:(\d+)/;accesskey=(\S+)")]
    private static partial Regex Connection();
}
