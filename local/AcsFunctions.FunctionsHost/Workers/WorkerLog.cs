using System.Collections.Concurrent;
using System.Globalization;
using AcsFunctions.FunctionsHost.Protocol;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>Passes on what workers log, at its level and under its category.</summary>
internal sealed class WorkerLog(ILoggerFactory loggers)
{
    private readonly ConcurrentDictionary<string, ILogger> byCategory = new(StringComparer.Ordinal);

    public void Write(RpcLog entry)
    {
        var logger = byCategory.GetOrAdd(entry.Category, static (category, factory) => factory.CreateLogger(category), loggers);
        var id = int.TryParse(entry.EventId, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new EventId(number) : new EventId(0, entry.EventId);
        logger.Log((LogLevel)entry.Level, id, entry.Message, entry.Exception is { } thrown ? new ReportedException(thrown) : null, static (message, _) => message);
    }
}
