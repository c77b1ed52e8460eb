using System.Diagnostics;

namespace AcsFunctions.AcsEmulator.Perf;

/// <summary>The program acs-emulator of some build, in a process of its own.</summary>
internal sealed class BuiltEmulator : IAsyncDisposable
{
    private readonly Process program;

    private BuiltEmulator(Process program) => this.program = program;

    public required string ConnectionString { get; init; }

    public TimeSpan CpuTime
    {
        get
        {
            program.Refresh();
            return program.TotalProcessorTime;
        }
    }

    /// <param name="folder">Where acs-emulator.dll lies: a build's output, or what an installed or unpacked tool has under <c>tools/net10.0/any</c>.</param>
    /// <exception cref="InvalidOperationException">There is none, or it does not start.</exception>
    public static async Task<BuiltEmulator> StartAsync(string folder)
    {
        var path = Path.Combine(folder, "acs-emulator.dll");
        var program = Process.Start(new ProcessStartInfo("dotnet", [path, "--port", "0", "--quiet", "--es256"]) { RedirectStandardOutput = true })!;
        while (await program.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf("endpoint=", StringComparison.Ordinal) is > 0 and var start)
            {
                return new BuiltEmulator(program) { ConnectionString = line[start..].Trim() };
            }
        }

        throw new InvalidOperationException($"{path} ended without a connection string.");
    }

    public async ValueTask DisposeAsync()
    {
        program.Kill();
        await program.WaitForExitAsync();
        program.Dispose();
    }
}
