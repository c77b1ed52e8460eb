using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace AcsFunctions.Local.CommandLine;

internal static class ConsoleLog
{
    private const string Hosting = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>Warnings and worse on standard error; with <paramref name="everyCall"/> also a line for each call of a function and of the emulator.</summary>
    public static Action<ILoggingBuilder> Configure(bool everyCall) => logging =>
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        // A start that fails is told in a sentence, without the trace that this category logs as an error.
        logging.AddFilter(Hosting, LogLevel.Critical);
        if (everyCall)
        {
            logging.AddFilter("AcsFunctions", LogLevel.Information);
            logging.AddFilter("AcsEmulator", LogLevel.Information);
            logging.AddFilter("Function", LogLevel.Debug);
        }

        // Standard output is the report's.
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
    };
}
