using System.Diagnostics;
using AcsFunctions.Perf.Report;

namespace AcsFunctions.Perf.ColdStart;

/// <summary>
/// This program compiled ahead of time as the app is when it is published: for measuring only, so the stand-ins of a feed without the
/// Azure packages do.
/// </summary>
internal static class ReadyToRun
{
    /// <returns>The folder; null where the compiler cannot be had.</returns>
    public static async Task<string?> PublishAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(ReportFiles.Repository(), "artifacts", "perf", "ready-to-run");
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "publish", Path.Combine(ReportFiles.Repository(), "perf", "AcsFunctions.Perf"), "-c", "Release", "-r", "linux-x64", "--self-contained", "false",
                "-p:PublishReadyToRun=true", "-o", folder, "-v", "quiet", "-nologo",
            ])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var publish = Process.Start(start) ?? throw new InvalidOperationException("A new process was expected.");
        var said = await publish.StandardOutput.ReadToEndAsync(cancellationToken);
        await publish.WaitForExitAsync(cancellationToken);
        if (publish.ExitCode == 0)
        {
            return folder;
        }

        await Console.Error.WriteLineAsync($"ReadyToRun is left out: dotnet publish failed (the feed may lack its compiler, Microsoft.NETCore.App.Crossgen2).\n{said}");
        return null;
    }
}
