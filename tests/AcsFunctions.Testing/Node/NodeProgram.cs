using System.ComponentModel;
using System.Diagnostics;

namespace AcsFunctions.Testing.Node;

/// <summary>Starts Node.js and what comes with it.</summary>
public static class NodeProgram
{
    /// <exception cref="InvalidOperationException">The program is not installed.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        ArgumentNullException.ThrowIfNull(start);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException($"These tests need '{start.FileName}': install Node.js 20 or later, with npm, and put it on the PATH.", exception);
        }
    }

    /// <summary>Runs a program to its end, with the input on its standard input.</summary>
    public static async Task<NodeResult> RunAsync(ProcessStartInfo start, string input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(start);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var program = Start(start);
        var output = program.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = program.StandardError.ReadToEndAsync(cancellationToken);
        await program.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
        program.StandardInput.Close();
        await program.WaitForExitAsync(cancellationToken);
        return new NodeResult(program.ExitCode, await output, await error);
    }
}
