using AcsFunctions.AcsEmulator.Tests.Support;
using AcsFunctions.Testing.Node;
using Azure.Communication.Identity;

namespace AcsFunctions.AcsEmulator.Tests.Recipes;

/// <summary>The installed command, by itself and under the runners that docs/emulator.md has recipes for.</summary>
[Collection(BuiltTool.Collection)]
public sealed class InstalledToolTests(InstalledTool tool) : IClassFixture<InstalledTool>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_installed_command_prints_a_connection_string_that_works()
    {
        await using var program = StartedTool.Start(tool.ToStartItself("--port", "0", "--quiet"));

        var user = await new CommunicationIdentityClient(await program.ReadConnectionStringAsync()).CreateUserAsync(Cancellation);

        Assert.StartsWith("8:acs:", user.Value.Id, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_recipe_for_pytest_gives_a_test_a_connection_string_that_works()
    {
        using var folder = new ScratchFolder();
        await File.WriteAllTextAsync(folder.File("conftest.py"), RecipeDocument.Block("python"), Cancellation);
        File.Copy(Path.Combine(RecipeDocument.Folder, "pytest", "test_acs.py"), folder.File("test_acs.py"));

        var pytest = await RunPytestAsync(folder.File("."));

        Assert.True(pytest.ExitCode == 0, pytest.Output + pytest.Error);
        Assert.Contains("1 passed", pytest.Output, StringComparison.Ordinal);
    }

    /// <summary>Runs where it is asked for (<c>--explicit only</c>): Jest is 280 packages.</summary>
    [Fact(Explicit = true)]
    public async Task The_recipe_for_Jest_gives_a_test_a_connection_string_that_works()
    {
        var folder = Path.Combine(RecipeDocument.Folder, "jest");
        await NodePackages.EnsureAsync(folder, Cancellation);

        var jest = await NodeProgram.RunAsync(tool.ToStart("node", folder, Path.Combine("node_modules", "jest", "bin", "jest.js")), input: "", Cancellation);

        Assert.True(jest.ExitCode == 0, jest.Output + jest.Error);
        Assert.Contains("1 passed, 1 total", jest.Error, StringComparison.Ordinal);
    }

    private async Task<NodeResult> RunPytestAsync(string folder)
    {
        try
        {
            return await NodeProgram.RunAsync(tool.ToStart("pytest", folder, "-p", "no:cacheprovider"), input: "", Cancellation);
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidOperationException("This test needs 'pytest': install it (Debian: python3-pytest), and put it on the PATH.", exception.InnerException);
        }
    }
}
