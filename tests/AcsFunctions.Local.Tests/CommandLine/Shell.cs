using System.ComponentModel;
using System.Diagnostics;

namespace AcsFunctions.Local.Tests.CommandLine;

internal static class Shell
{
    /// <summary>Runs one line as if it were pasted into bash, and answers what it printed.</summary>
    public static async Task<string> RunAsync(string line)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        try
        {
            using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", line]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = bash.StandardError.ReadToEndAsync(cancellationToken);
            var output = await bash.StandardOutput.ReadToEndAsync(cancellationToken);
            await bash.WaitForExitAsync(cancellationToken);
            Assert.True(bash.ExitCode == 0, $"`{line}` ended with {bash.ExitCode}: {await errors} These tests need bash, curl and sed, and pgrep where there is no /proc: install them.");
            return output;
        }
        catch (Win32Exception exception)
        {
            Assert.Fail($"bash could not be started ({exception.Message}): install bash, curl and sed.");
            throw;
        }
    }
}
