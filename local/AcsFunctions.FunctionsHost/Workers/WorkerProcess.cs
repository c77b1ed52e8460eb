using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>A worker's process, and what it says on its standard streams.</summary>
internal sealed partial class WorkerProcess : IRunningWorker
{
    private readonly Process process;
    private readonly LastWords lastWords = new();
    private readonly ILogger logger;
    private int exitCode;

    public WorkerProcess(Process process, ILogger logger)
    {
        (this.process, this.logger) = (process, logger);
        ProcessId = process.Id;
        Ended = WaitAsync();
    }

    public int? ProcessId { get; }

    public Task Ended { get; }

    public WorkerStartException ExplainEnd() => lastWords.Explain(exitCode);

    public async ValueTask DisposeAsync()
    {
        try
        {
            process.Kill();
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself, or is about to: then the system may deny it.
        }

        await Ended;
        process.Dispose();
    }

    private async Task WaitAsync()
    {
        var output = ReadAsync(process.StandardOutput, line => Log.Said(logger, line));
        var errors = ReadAsync(process.StandardError, line =>
        {
            lastWords.Add(line);
            Log.Complained(logger, line);
        });
        await process.WaitForExitAsync();
        exitCode = process.ExitCode;
        await Task.WhenAll(output, errors);
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> read)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            read(line);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(30, LogLevel.Debug, "{Line}")]
        public static partial void Said(ILogger logger, string line);

        // What matters of it comes with the end of the process, or has come as a log of its own.
        [LoggerMessage(31, LogLevel.Information, "{Line}")]
        public static partial void Complained(ILogger logger, string line);
    }
}
