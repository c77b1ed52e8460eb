using System.Runtime.InteropServices;
using AcsFunctions.FunctionsHost;
using AcsFunctions.FunctionsHost.Workers;

namespace AcsFunctions.Local.CommandLine;

/// <summary>
/// Runs until the end or until Ctrl+C or a `kill`, and answers the exit code. A stop is orderly, and a second one is not needed, as
/// every part has its time limit. A failure that a person can mend is one sentence on standard error.
/// </summary>
internal static class StoppableRun
{
    public static async Task<int> RunAsync(Func<CancellationToken, Task<int>> run)
    {
        using var stopping = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        try
        {
            return await run(stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception exception) when (exception is LocalStackException or FunctionsHostException or WorkerStartException)
        {
            Console.Error.WriteLine(exception.Message);
            return 1;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopping.Cancel();
        }
    }
}
