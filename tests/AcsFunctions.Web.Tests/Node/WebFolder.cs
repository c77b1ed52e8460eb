using System.Runtime.CompilerServices;
using AcsFunctions.Testing.Node;
using AcsFunctions.Web.Tests.Node;

[assembly: AssemblyFixture(typeof(WebFolder))]

namespace AcsFunctions.Web.Tests.Node;

/// <summary>The repository's folder <c>web</c>: before the first test, what is missing of its packages is installed, and the token client is compiled.</summary>
public sealed class WebFolder : IAsyncLifetime
{
    public static string Repository { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(SourceFile())!, "..", "..", ".."));

    public static string Path { get; } = System.IO.Path.Combine(Repository, "web");

    public async ValueTask InitializeAsync()
    {
        await NodePackages.EnsureAsync(Path, TestContext.Current.CancellationToken);
        await NodeProgram.RunAsync("npm", ["run", "build:client"], TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string SourceFile([CallerFilePath] string path = "") => path;
}
