using AcsFunctions.Web.Tests.Node;

namespace AcsFunctions.Web.Tests;

/// <summary>The playground is committed as it is built: what is served must be what the sources say.</summary>
public sealed class BuiltPlaygroundTests
{
    private static readonly string Built = Path.Combine(WebFolder.Path, "playground", "dist");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_committed_playground_is_current()
    {
        var fresh = Directory.CreateTempSubdirectory("acs-functions-playground-");
        try
        {
            await NodeProgram.RunAsync("npm", ["run", "build:playground", "--", "--outDir", fresh.FullName, "--emptyOutDir"], Cancellation);

            Assert.Equal(ContentOf(fresh.FullName), ContentOf(Built));
        }
        finally
        {
            fresh.Delete(recursive: true);
        }
    }

    [Fact]
    public void It_asks_nobody_else_and_names_no_machine()
    {
        var page = File.ReadAllText(Path.Combine(Built, "index.html"));
        var text = string.Concat(ContentOf(Built).Values);

        Assert.Contains("./playground.js", page, StringComparison.Ordinal);
        Assert.DoesNotContain("//", page, StringComparison.Ordinal);
        Assert.DoesNotContain("sourceMappingURL", text, StringComparison.Ordinal);
        Assert.DoesNotContain(WebFolder.Repository, text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lock_file_names_no_registry()
    {
        var lockFile = File.ReadAllText(Path.Combine(WebFolder.Path, "package-lock.json"));

        Assert.Contains("\"integrity\"", lockFile, StringComparison.Ordinal);
        Assert.DoesNotContain("\"resolved\"", lockFile, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> ContentOf(string folder) =>
        new DirectoryInfo(folder).GetFiles().ToDictionary(file => file.Name, file => File.ReadAllText(file.FullName).ReplaceLineEndings("\n"));
}
