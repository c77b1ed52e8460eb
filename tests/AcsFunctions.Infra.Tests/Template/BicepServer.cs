using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using AcsFunctions.Infra.Tests.Template;
using AcsFunctions.Infra.Tests.Tools;
using StreamJsonRpc;

[assembly: AssemblyFixture(typeof(BicepServer))]

namespace AcsFunctions.Infra.Tests.Template;

/// <summary>
/// The Bicep CLI, as a NuGet package brings it, in one process that starts with the first request: it takes longer to start than to
/// compile. It ends with its standard input, so also when the tests are killed.
/// </summary>
public sealed class BicepServer : IAsyncDisposable
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly Lazy<JsonRpc> server;
    private Process? process;

    public BicepServer() => server = new(Start);

    /// <param name="method">One of those that https://github.com/Azure/bicep/blob/main/src/Bicep.Cli/Rpc/ICliJsonRpcProtocol.cs names.</param>
    /// <param name="request">Its parameters. Paths are absolute.</param>
    public Task<JsonObject> CallAsync(string method, object request) =>
        server.Value.InvokeWithParameterObjectAsync<JsonObject>(method, request, TestContext.Current.CancellationToken);

    /// <summary>What the compiler and its linter found, a line each: in the file that was asked for and in all that it uses.</summary>
    public static string Findings(JsonObject answer) => string.Join('\n', answer["diagnostics"]!.AsArray().Select(
        finding => $"{finding!["source"]}({(int)finding["range"]!["start"]!["line"]! + 1}) : {finding["level"]} {finding["code"]}: {finding["message"]}"));

    public async ValueTask DisposeAsync()
    {
        if (server.IsValueCreated)
        {
            // Closes the standard input.
            server.Value.Dispose();
            await process!.WaitForExitAsync(TestContext.Current.CancellationToken);
            process.Dispose();
        }
    }

    private JsonRpc Start()
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

        ProcessStartInfo start = new(program, ["jsonrpc", "--stdio"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in AzdTests.BicepVariables)
        {
            start.Environment[name] = value;
        }

        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException("The Bicep CLI could not be started: run dotnet restore.", exception);
        }

        var client = new JsonRpc(new HeaderDelimitedMessageHandler(
            process.StandardInput.BaseStream, process.StandardOutput.BaseStream, new SystemTextJsonFormatter()));
        client.StartListening();
        return client;
    }
}
