using System.Diagnostics;

namespace AcsFunctions.Testing.Node;

/// <summary>Installs npm packages by their lock file, when they are missing or older than it.</summary>
public static class NodePackages
{
    private static readonly SemaphoreSlim Turn = new(1);

    /// <param name="folder">Holds package.json and package-lock.json, and gets node_modules.</param>
    /// <exception cref="InvalidOperationException">Node.js is missing, or npm fails; the message says what to do.</exception>
    public static async Task EnsureAsync(string folder, CancellationToken cancellationToken)
    {
        await Turn.WaitAsync(cancellationToken);
        try
        {
            // npm writes this file last.
            var installed = new FileInfo(Path.Combine(folder, "node_modules", ".package-lock.json"));
            if (!installed.Exists || installed.LastWriteTimeUtc < File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json")))
            {
                await InstallAsync(folder, cancellationToken);
            }
        }
        finally
        {
            Turn.Release();
        }
    }

    private static async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        string[] arguments = ["ci", "--no-audit", "--no-fund", "--ignore-scripts"];
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo("cmd", ["/c", "npm", .. arguments]) : new ProcessStartInfo("npm", arguments);
        start.WorkingDirectory = folder;
        var npm = await NodeProgram.RunAsync(start, input: "", cancellationToken);
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm ci could not install what {folder} names: {npm.Error}");
        }
    }
}
