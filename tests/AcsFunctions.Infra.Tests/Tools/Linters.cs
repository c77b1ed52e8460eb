using System.Diagnostics;
using AcsFunctions.Testing.Node;

namespace AcsFunctions.Infra.Tests.Tools;

/// <summary>The linters that npm carries, installed by their lock file.</summary>
internal static class Linters
{
    private static string Folder => Repository.PathOf("tests", "AcsFunctions.Infra.Tests", "lint");

    public static async Task<NodeResult> RunAsync(string script, IEnumerable<string> arguments)
    {
        await NodePackages.EnsureAsync(Folder, TestContext.Current.CancellationToken);
        ProcessStartInfo start = new("node", [Path.Combine(Folder, script), .. arguments]) { WorkingDirectory = Folder };
        return await NodeProgram.RunAsync(start, input: "", TestContext.Current.CancellationToken);
    }
}
