using System.Diagnostics;
using AcsFunctions.Perf.Report;

namespace AcsFunctions.Perf.Serving;

/// <summary>
/// The function apps compiled ahead of time, as the one of this repository is when it is published: for measuring only, so the stand-in of
/// a feed without Azure.Communication.Identity does.
/// </summary>
internal static class PublishedApps
{
    private const string Ours = "src/AcsFunctions.Worker";

    private static readonly string[] Projects = [Ours, "perf/AcsFunctions.FloorApp", "perf/AcsFunctions.EmptyApp"];

    /// <returns>The folder that holds a folder for each app, named as the app is; null where the compiler cannot be had.</returns>
    public static Task<string?> PublishAsync(CancellationToken cancellationToken) => PublishAsync(Projects, cancellationToken);

    /// <inheritdoc cref="PublishAsync(CancellationToken)"/>
    public static Task<string?> PublishOursAsync(CancellationToken cancellationToken) => PublishAsync([Ours], cancellationToken);

    private static async Task<string?> PublishAsync(string[] projects, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(ReportFiles.Repository(), "artifacts", "perf", "apps");
        foreach (var project in projects)
        {
            if (!await PublishAsync(project, Path.Combine(folder, Path.GetFileName(project)), cancellationToken))
            {
                return null;
            }
        }

        return folder;
    }

    private static async Task<bool> PublishAsync(string project, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "publish", Path.Combine(ReportFiles.Repository(), project), "-c", "Release", "-r", "linux-x64", "--self-contained", "false",
                "-p:PublishReadyToRun=true", "-p:PublishWithAcsIdentityStandInForTrial=true", "-o", folder, "-v", "quiet", "-nologo",
            ])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var publish = Process.Start(start) ?? throw new InvalidOperationException("A new process was expected.");
        var said = await publish.StandardOutput.ReadToEndAsync(cancellationToken);
        await publish.WaitForExitAsync(cancellationToken);
        if (publish.ExitCode != 0)
        {
            await Console.Error.WriteLineAsync($"ReadyToRun is left out: dotnet publish failed (the feed may lack its compiler, Microsoft.NETCore.App.Crossgen2).\n{said}");
        }

        return publish.ExitCode == 0;
    }
}
