using System.Runtime.CompilerServices;
using AcsFunctions.Testing.Node;

namespace AcsFunctions.Web.Tests.Node;

/// <summary>The repository's folder <c>web</c>, with its packages installed.</summary>
internal static class WebFolder
{
    private static readonly SemaphoreSlim Turn = new(1);

    public static string Repository { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(SourceFile())!, "..", "..", ".."));

    public static string Path { get; } = System.IO.Path.Combine(Repository, "web");

    /// <summary>Installs what is missing, and compiles the token client.</summary>
    public static async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await Turn.WaitAsync(cancellationToken);
        try
        {
            await NodePackages.EnsureAsync(Path, cancellationToken);
            await NodeProgram.RunAsync("npm", ["run", "build:client"], cancellationToken);
        }
        finally
        {
            Turn.Release();
        }
    }

    private static string SourceFile([CallerFilePath] string path = "") => path;
}
