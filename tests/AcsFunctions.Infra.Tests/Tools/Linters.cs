namespace AcsFunctions.Infra.Tests.Tools;

/// <summary>The linters that npm carries, installed once by their lock file.</summary>
internal static class Linters
{
    private const string Missing = "Node.js 20 or later with npm is missing: install it from https://nodejs.org.";

    private static readonly Lazy<Task> Installed = new(InstallAsync);

    private static string Folder => Repository.PathOf("tests", "AcsFunctions.Infra.Tests", "lint");

    public static async Task<ToolRun> RunAsync(string script, IEnumerable<string> arguments)
    {
        await Installed.Value;
        return await ToolRun.StartAsync("node", [Path.Combine(Folder, script), .. arguments], Folder, Missing);
    }

    private static async Task InstallAsync()
    {
        // On Windows npm is a script, which only a shell can start.
        var (program, prefix) = OperatingSystem.IsWindows() ? ("cmd", new[] { "/c", "npm" }) : ("npm", []);
        var run = await ToolRun.StartAsync(program, [.. prefix, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], Folder, Missing);
        Assert.True(run.ExitCode == 0, $"npm could not install the linters: {run.Errors}");
    }
}
