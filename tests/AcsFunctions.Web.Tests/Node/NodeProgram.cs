using System.ComponentModel;
using System.Diagnostics;

namespace AcsFunctions.Web.Tests.Node;

/// <summary>Runs node or npm in the folder <c>web</c>, to its end.</summary>
internal static class NodeProgram
{
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="InvalidOperationException">It is not installed, or failed.</exception>
    public static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var process = Start(program, arguments, new Dictionary<string, string>());
        var (output, errors) = await FinishAsync(process, cancellationToken);
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {output}{errors}");
    }

    public static Process Start(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo("cmd", ["/c", program, .. arguments]) : new ProcessStartInfo(program, arguments);
        start.WorkingDirectory = WebFolder.Path;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException("These tests run the front-end code: install Node.js 20 or later, with npm, and put it on the PATH.", exception);
        }
    }

    public static async Task<(string Output, string Errors)> FinishAsync(Process process, CancellationToken cancellationToken)
    {
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
