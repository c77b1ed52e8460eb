using System.Globalization;
using AcsFunctions.FunctionsHost.Protocol;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>Passes on what workers log, at its level and under its category.</summary>
internal sealed class WorkerLog(ILoggerFactory loggers)
{
    public void Write(RpcLog entry)
    {
        var id = int.TryParse(entry.EventId, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new EventId(number) : new EventId(0, entry.EventId);
        var logger = loggers.CreateLogger(entry.Category);
        logger.Log((LogLevel)entry.Level, id, entry.Message, entry.Exception is { } thrown ? new ReportedException(thrown) : null, static (message, _) => message);
    }
}
