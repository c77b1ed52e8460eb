using System.Globalization;
using System.Runtime.InteropServices;

namespace AcsFunctions.Testing;

/// <summary>
/// SIGINT for programs that tests start. A shell has what it runs in the background ignore SIGINT, children inherit that, and a test
/// that stops a program so would wait for ever.
/// </summary>
public static class Interrupts
{
    private const int Interrupt = 2;
    private const nint DefaultHandler = 0;
    private const string Status = "/proc/self/status";
    private const string IgnoredSignals = "SigIgn:";

    /// <summary>Has the programs that this process starts from now on receive SIGINT. Does nothing where it is not ignored, and where there is no /proc.</summary>
    public static void ReachPrograms()
    {
        if (File.Exists(Status) && IsIgnored(File.ReadLines(Status)))
        {
            _ = Signal(Interrupt, DefaultHandler);
        }
    }

    private static bool IsIgnored(IEnumerable<string> status) =>
        status.FirstOrDefault(line => line.StartsWith(IgnoredSignals, StringComparison.Ordinal)) is { } line
        && (ulong.Parse(line.AsSpan(IgnoredSignals.Length).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << (Interrupt - 1))) != 0;

    [DllImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Signal(int signal, nint handler);
}
