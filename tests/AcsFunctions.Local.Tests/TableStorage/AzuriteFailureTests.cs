using AcsFunctions.Local.TableStorage;

namespace AcsFunctions.Local.Tests.TableStorage;

/// <summary>What is made of a start that fails; node is a stand-in.</summary>
public sealed class AzuriteFailureTests : IDisposable
{
    private const string Warning = "(node:1) ExperimentalWarning: An error like EADDRINUSE 1 may come.\n(Use `node --trace-warnings ...` to show where the warning was created)";

    // Of Node.js 12, which knows neither `??` nor an `await` outside of functions.
    private const string CannotParse = "file:///serve.mjs:14\nconst file = name => dataFolder ?? name;\n                              ^\n\nSyntaxError: Unexpected token '?'\n    at Loader.moduleStrategy (internal/modules/esm/translators.js:140:18)";

    private const string CannotLoad = "node:internal/modules/cjs/loader:1207\n  const err = new Error(message);\n              ^\n\nError: Cannot find module 'azurite/package.json'\n    at Module._resolveFilename (loader:1207:15)\n\nNode.js v20.20.2";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("acs-functions-test-");

    private string Data => Path.Combine(folder.FullName, "tables");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("EADDRINUSE 1001", "Port 1001 is in use, so table storage (Azurite) cannot listen there:")]
    [InlineData("EADDRINUSE 1002", "Port 1002 is in use, so blob storage (Azurite) cannot listen there:")]
    [InlineData("EACCES 1003", "Port 1003 is denied by the system, so queue storage (Azurite) cannot listen there:")]
    public async Task A_port_is_named_even_after_a_warning(string said, string sentence)
    {
        var failure = await StartAsync($"{Warning}\nserve.mjs: {said}");

        Assert.StartsWith(sentence, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v12.22.12", true)]
    [InlineData("v19.9.0", true)]
    [InlineData("v20.0.0", false)]
    public async Task A_node_that_is_too_old_is_told_with_the_version_wanted_and_found(string version, bool isTooOld)
    {
        var failure = await StartAsync(CannotParse, version);

        Assert.Equal(isTooOld, failure.Message.StartsWith("Table storage (Azurite) needs Node.js 20 or later, and '", StringComparison.Ordinal));
        Assert.Equal(isTooOld, failure.Message.Contains($"' is {version[1..]}: install a newer one", StringComparison.Ordinal));
        Assert.DoesNotContain(Data, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_installation_that_cannot_be_loaded_is_named_and_the_data_are_not()
    {
        var failure = await StartAsync(CannotLoad);

        Assert.StartsWith("Table storage (Azurite) did not start: Error: Cannot find module 'azurite/package.json'. If its installation is damaged, remove the folder ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Data, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Data_are_named_where_there_are_any(bool isKept)
    {
        var failure = await StartAsync($"{Warning}\nserve.mjs: Unexpected token", isKept: isKept);

        Assert.StartsWith("Table storage (Azurite) did not start: Unexpected token.", failure.Message, StringComparison.Ordinal);
        Assert.Equal(isKept, failure.Message.Contains(Data, StringComparison.Ordinal));
    }

    private async Task<LocalStackException> StartAsync(string said, string version = "v20.20.2", bool isKept = true)
    {
        var errors = Path.Combine(folder.FullName, "errors");
        await File.WriteAllTextAsync(errors, said, TestContext.Current.CancellationToken);
        var node = await ShellProgram.WriteAsync(
            Path.Combine(folder.FullName, "node"), $"if [ \"$1\" = --version ]; then echo {version}; exit; fi\ncat '{errors}' >&2\nexit 1");
        AzuriteOptions options = new() { Node = node, Port = 1001, BlobPort = 1002, QueuePort = 1003, DataFolder = isKept ? Data : null };
        return await Assert.ThrowsAsync<LocalStackException>(() => Azurite.StartAsync(options, TestContext.Current.CancellationToken));
    }
}
