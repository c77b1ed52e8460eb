using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>Installs the SDKs by their lock file, when they are missing or older than it.</summary>
internal static class NodePackages
{
    private static readonly SemaphoreSlim Turn = new(1);

    /// <returns>The folder in which Node finds them.</returns>
    public static async Task<string> EnsureAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Path.GetDirectoryName(SourceFile())!, "..", "js");
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

        return folder;
    }

    private static async Task InstallAsync(string folder, CancellationToken cancellationToken)
    {
        var windows = OperatingSystem.IsWindows();
        string[] arguments = ["ci", "--no-audit", "--no-fund", "--ignore-scripts"];
        var start = windows ? new ProcessStartInfo("cmd", ["/c", "npm", .. arguments]) : new ProcessStartInfo("npm", arguments);
        start.WorkingDirectory = folder;
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        using var npm = NodeBridge.Start(start);
        var errors = npm.StandardError.ReadToEndAsync(cancellationToken);
        await npm.StandardOutput.ReadToEndAsync(cancellationToken);
        await npm.WaitForExitAsync(cancellationToken);
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException($"npm ci could not install the JavaScript SDK: {await errors}");
        }
    }

    private static string SourceFile([CallerFilePath] string path = "") => path;
}
