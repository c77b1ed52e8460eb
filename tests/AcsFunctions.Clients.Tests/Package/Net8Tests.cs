using System.Diagnostics;
using AcsFunctions.Clients.Tests.Stack;
using AcsFunctions.Testing.Node;

namespace AcsFunctions.Clients.Tests.Package;

/// <summary>The package in a trimmed .NET 8 program with its own runtime, as no .NET 8 need be installed.</summary>
public sealed class Net8Tests(ClientStack stack)
{
    [Fact]
    public async Task A_trimmed_program_of_NET_8_gets_a_token_and_understands_a_refusal()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var output = Directory.CreateTempSubdirectory("acs-functions-net8-");
        try
        {
            var project = Path.Combine(Path.GetDirectoryName(Contract.Path)!, "tests", "AcsFunctions.Client.Net8");
            var start = new ProcessStartInfo("dotnet", ["publish", project, "--configuration", "Release", "--output", output.FullName, "-nodeReuse:false"]);
            // What is built is checked where it is built for itself.
            start.Environment["RunAnalyzersDuringBuild"] = "false";
            var publish = await NodeProgram.RunAsync(start, "", cancellation);
            Assert.True(publish.ExitCode == 0, publish.Output + publish.Error);

            var program = Path.Combine(output.FullName, OperatingSystem.IsWindows() ? "AcsFunctions.Client.Net8.exe" : "AcsFunctions.Client.Net8");
            var run = await NodeProgram.RunAsync(new ProcessStartInfo(program, [new Uri(stack.BaseAddress, "api").AbsoluteUri, stack.FunctionKey, "local|" + ClientStack.NewUser()]), "", cancellation);

            Assert.True(run.Output.Trim() == "8 voip.join invalid_lifetime Done", run.Output + run.Error);
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }
}
