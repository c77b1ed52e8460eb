using System.Runtime.InteropServices;

namespace AcsFunctions.Infra.Tests.Tools;

/// <summary>The Bicep CLI, as a NuGet package brings it.</summary>
internal static class Bicep
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static Task<ToolRun> RunAsync(params string[] arguments) => RunAsync(new Dictionary<string, string>(), arguments);

    public static async Task<ToolRun> RunAsync(IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux(), "The Bicep CLI that NuGet carries for this test runs on Linux only: run it there, in WSL or in a container.");
        Assert.True(
            RuntimeInformation.OSArchitecture == Architecture.X64,
            "The Bicep CLI that NuGet carries for this test is built for x64: run it on such a machine.");

        var program = Repository.Metadata("Bicep");
        Assert.True(File.Exists(program), "The Bicep CLI is missing: run dotnet restore.");
        if (OperatingSystem.IsLinux())
        {
            // NuGet unpacks without the bit.
            File.SetUnixFileMode(program, File.GetUnixFileMode(program) | Executable);
        }

        // It ends before code that is compiled a second time would pay: a fifth less to do without.
        var all = new Dictionary<string, string>(variables) { ["DOTNET_TieredCompilation"] = "0" };
        return await ToolRun.StartAsync(program, arguments, Repository.PathOf("infra"), "The Bicep CLI could not be started: run dotnet restore.", all);
    }
}
