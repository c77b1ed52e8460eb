using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace AcsFunctions.AcsEmulator.Tool.Output;

/// <summary>A line per call and nothing around it: the time and the message.</summary>
internal sealed class LineFormatter() : ConsoleFormatter(FormatterName)
{
    private const string FormatterName = "line";

    public static void AddTo(ILoggingBuilder logging, LogLevel least)
    {
        logging.SetMinimumLevel(least).AddConsole(console => console.FormatterName = FormatterName);
        logging.Services.AddSingleton<ConsoleFormatter, LineFormatter>();
    }

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var time = TimeProvider.System.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        textWriter.WriteLine($"{time}  {logEntry.Formatter(logEntry.State, logEntry.Exception)}");
    }
}
