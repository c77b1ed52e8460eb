using System.ComponentModel;
using System.Diagnostics;

namespace AcsFunctions.Local.TableStorage;

internal static class ExternalProgram
{
    /// <summary>The oldest major version of Node.js that will do.</summary>
    public const int NodeVersion = 20;

    /// <summary>Starts a program with all three streams redirected.</summary>
    /// <exception cref="LocalStackException">The program is not there.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException("A new process was expected.");
        }
        catch (Win32Exception exception)
        {
            throw new LocalStackException(
                $"'{start.FileName}' could not be started, and table storage (Azurite) needs it: " +
                $"install Node.js {NodeVersion} or later, which brings npm, see that both are on the PATH, and start again.",
                exception);
        }
    }
}
