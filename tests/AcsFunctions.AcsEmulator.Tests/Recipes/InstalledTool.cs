using System.Diagnostics;
using AcsFunctions.AcsEmulator.Tests.Support;

namespace AcsFunctions.AcsEmulator.Tests.Recipes;

/// <summary>The tool, packed and installed by the command of docs/emulator.md.</summary>
public sealed class InstalledTool : IAsyncLifetime
{
    private readonly ScratchFolder scratch = new();

    private string Folder => scratch.File("tools");

    public async ValueTask InitializeAsync()
    {
        var feed = Directory.CreateDirectory(scratch.File("feed")).FullName;
        await BuiltTool.MakeAsync("pack", "--output", feed);
        // No other feed is asked: the package needs nothing besides itself.
        await File.WriteAllTextAsync(Path.Combine(feed, "nuget.config"), "<configuration><packageSources><clear /></packageSources></configuration>");

        await BuiltTool.DotNetAsync(feed, RecipeDocument.InstallArguments("--tool-path", Folder));
    }

    public ValueTask DisposeAsync()
    {
        scratch.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A program that finds the installed command, and it first, on its PATH.</summary>
    internal ProcessStartInfo ToStart(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder }.WithDotNet();
        start.Environment["PATH"] = $"{Folder}{Path.PathSeparator}{start.Environment["PATH"]}";
        return start;
    }

    internal ProcessStartInfo ToStartItself(params string[] arguments) => ToStart(Path.Combine(Folder, "acs-emulator"), Folder, arguments);
}
