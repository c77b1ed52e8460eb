using System.Diagnostics;
using System.Text.Json;

namespace AcsFunctions.Soak;

/// <summary>One life of the function process.</summary>
internal sealed class FunctionProcess : IDisposable
{
    private readonly Process process;
    private readonly Task lastWords;

    private FunctionProcess(Process process, Uri address, Task lastWords) => (this.process, Address, this.lastWords) = (process, address, lastWords);

    public Uri Address { get; }

    /// <summary>Starts one, and returns when it serves.</summary>
    /// <param name="settings">What it is told.</param>
    /// <param name="logged">Told every line that it logs.</param>
    /// <param name="cancellationToken">Gives up, and leaves no process.</param>
    public static async Task<FunctionProcess> StartAsync(FunctionSettings settings, Action<string> logged, CancellationToken cancellationToken)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "AcsFunctions.Soak.exe" : "AcsFunctions.Soak");
        var process = Process.Start(new ProcessStartInfo(program, ["serve", JsonSerializer.Serialize(settings)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var errors = ReadAsync(process.StandardError, logged);
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line.StartsWith(FunctionProgram.Listening, StringComparison.Ordinal))
                {
                    return new(process, new Uri(line[FunctionProgram.Listening.Length..]), Task.WhenAll(errors, ReadAsync(process.StandardOutput, logged)));
                }

                logged(line);
            }

            await errors;
            throw new InvalidOperationException("The function process ended before it served; its last lines are in the log.");
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>SIGKILL: nothing is finished, nothing more is said. What was said before has been told when this returns.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await lastWords;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> logged)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            logged(line);
        }
    }
}
