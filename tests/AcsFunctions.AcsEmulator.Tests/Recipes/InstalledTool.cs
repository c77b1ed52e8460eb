using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using AcsFunctions.AcsEmulator.Tests.Support;
using AcsFunctions.Testing.Node;

namespace AcsFunctions.AcsEmulator.Tests.Recipes;

/// <summary>The tool, packed as it was built with these tests, and installed by the command of docs/emulator.md.</summary>
public sealed class InstalledTool : IAsyncLifetime
{
    private readonly ScratchFolder scratch = new();

    private string Folder => scratch.File("tools");

    public async ValueTask InitializeAsync()
    {
        var configuration = typeof(InstalledTool).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var feed = Directory.CreateDirectory(scratch.File("feed")).FullName;
        await DotNetAsync(feed, "pack", Path.Combine(RecipeDocument.Root, "local", "AcsFunctions.AcsEmulator.Tool"), "--no-build", "--configuration", configuration, "--output", feed);
        // No other feed is asked: the package needs nothing besides itself.
        await File.WriteAllTextAsync(Path.Combine(feed, "nuget.config"), "<configuration><packageSources><clear /></packageSources></configuration>");

        await DotNetAsync(feed, [.. RecipeDocument.InstallArguments("--tool-path", Folder)]);
    }

    public ValueTask DisposeAsync()
    {
        scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A program that finds the installed command, and it first, on its PATH.</summary>
    internal ProcessStartInfo ToStart(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{Folder}{Path.PathSeparator}{start.Environment["PATH"]}";
        // The command looks for .NET where installers put it; this is where these tests found it.
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return start;
    }

    internal ProcessStartInfo ToStartItself(params string[] arguments) => ToStart(Path.Combine(Folder, "acs-emulator"), Folder, arguments);

    private static async Task DotNetAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder };
        // Those of a build that started these tests are not for another.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        var dotnet = await NodeProgram.RunAsync(start, input: "", TestContext.Current.CancellationToken);
        Assert.True(dotnet.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}: {dotnet.Output}{dotnet.Error}");
    }
}
