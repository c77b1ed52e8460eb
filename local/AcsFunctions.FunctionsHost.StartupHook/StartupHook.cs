using System.Diagnostics;
using System.Runtime.InteropServices;

/// <summary>
/// Keeps a worker from outliving its host. The host holds the worker's standard input open and never writes to it: when it closes,
/// the host is gone, however it ended, and the worker goes too. The name and the lack of a namespace are the runtime's rule.
/// </summary>
internal static partial class StartupHook
{
    private const int Interrupt = 2;
    private const nint Ignore = 1;

    public static void Initialize()
    {
        if (!OperatingSystem.IsWindows())
        {
            // Ctrl+C reaches every process of a terminal. The host ends its workers in order, after the calls in flight; on Windows
            // it starts them in a process group of their own instead.
            _ = Signal(Interrupt, Ignore);
        }

        new Thread(EndWithStandardInput) { IsBackground = true, Name = "Host watch" }.Start();
    }

    private static void EndWithStandardInput()
    {
        using (var input = Console.OpenStandardInput())
        {
            input.CopyTo(Stream.Null);
        }

        // Nobody is left to answer to, and an orderly end could wait for the host.
        using var process = Process.GetCurrentProcess();
        process.Kill();
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int number, nint handler);
}
