using System.Diagnostics;
using System.Runtime.CompilerServices;
using AcsFunctions.Testing.Node;

namespace AcsFunctions.Clients.Tests.Generated;

/// <summary>The TypeScript clients, generated, type-checked and bundled once.</summary>
public sealed class TypeScriptClients : IAsyncLifetime
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(SourceFile())!, "..", "js"));

    /// <summary>The program that calls a client.</summary>
    public static string PathOf(string client) => Path.Combine(Folder, "generated", "run", client + ".mjs");

    public async ValueTask InitializeAsync()
    {
        await NodePackages.EnsureAsync(Folder, TestContext.Current.CancellationToken);
        string[] arguments = ["run", "build"];
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo("cmd", ["/c", "npm", .. arguments]) : new ProcessStartInfo("npm", arguments);
        start.WorkingDirectory = Folder;
        var build = await NodeProgram.RunAsync(start, "", TestContext.Current.CancellationToken);
        Assert.True(build.ExitCode == 0, build.Output + build.Error);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string SourceFile([CallerFilePath] string path = "") => path;
}
