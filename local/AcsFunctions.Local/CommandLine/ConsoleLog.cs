using Microsoft.Extensions.Logging;

namespace AcsFunctions.Local.CommandLine;

internal static class ConsoleLog
{
    /// <summary>Warnings and worse on standard error; with <paramref name="everyCall"/> also what our own parts say of each call.</summary>
    public static Action<ILoggingBuilder> Configure(bool everyCall) => logging =>
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        if (everyCall)
        {
            logging.AddFilter("AcsFunctions", LogLevel.Information);
        }

        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss ";
        });
    };
}
