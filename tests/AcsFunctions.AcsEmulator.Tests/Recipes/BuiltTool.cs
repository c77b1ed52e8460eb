using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using AcsFunctions.Testing.Node;

namespace AcsFunctions.AcsEmulator.Tests.Recipes;

/// <summary>The tool's project as it was built with these tests. Tests that make something of it share a collection: they would write the same files.</summary>
internal static class BuiltTool
{
    public const string Collection = "the built tool";

    /// <summary>Runs a command of dotnet on it, building nothing.</summary>
    public static Task MakeAsync(string command, params string[] arguments)
    {
        var project = Path.Combine(RecipeDocument.Root, "local", "AcsFunctions.AcsEmulator.Tool");
        var configuration = typeof(BuiltTool).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        return DotNetAsync(project, [command, "--no-build", "--configuration", configuration, .. arguments]);
    }

    public static async Task DotNetAsync(string folder, string[] arguments)
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

    /// <summary>Lets a program find .NET, which it looks for where installers put it, where these tests found it.</summary>
    public static ProcessStartInfo WithDotNet(this ProcessStartInfo start)
    {
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return start;
    }
}
