using System.Runtime.CompilerServices;

namespace AcsFunctions.Web.Tests.Node;

/// <summary>The repository's folder <c>web</c>, with its packages installed.</summary>
internal static class WebFolder
{
    private static readonly SemaphoreSlim Turn = new(1);

    public static string Repository { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(SourceFile())!, "..", "..", ".."));

    public static string Path { get; } = System.IO.Path.Combine(Repository, "web");

    /// <summary>Installs by the lock file, when the packages are missing or older than it, and compiles the token client.</summary>
    public static async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await Turn.WaitAsync(cancellationToken);
        try
        {
            // npm writes this file last.
            var installed = new FileInfo(System.IO.Path.Combine(Path, "node_modules", ".package-lock.json"));
            if (!installed.Exists || installed.LastWriteTimeUtc < File.GetLastWriteTimeUtc(System.IO.Path.Combine(Path, "package-lock.json")))
            {
                await NodeProgram.RunAsync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], cancellationToken);
            }

            await NodeProgram.RunAsync("npm", ["run", "build:client"], cancellationToken);
        }
        finally
        {
            Turn.Release();
        }
    }

    private static string SourceFile([CallerFilePath] string path = "") => path;
}
