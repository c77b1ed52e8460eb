using System.Diagnostics;

namespace AcsFunctions.AcsEmulator.Tests.Recipes;

/// <summary>The command, running until it is disposed.</summary>
internal sealed class StartedTool : IAsyncDisposable
{
    private readonly Process program;

    private StartedTool(Process program) => this.program = program;

    public static StartedTool Start(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        return new StartedTool(Process.Start(start)!);
    }

    public async Task<string> ReadConnectionStringAsync()
    {
        while (await program.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.IndexOf("endpoint=", StringComparison.Ordinal) is > 0 and var start)
            {
                return line[start..];
            }
        }

        throw new InvalidOperationException("The command ended without printing a connection string.");
    }

    public async ValueTask DisposeAsync()
    {
        program.Kill(entireProcessTree: true);
        await program.WaitForExitAsync(CancellationToken.None);
        program.Dispose();
    }
}
