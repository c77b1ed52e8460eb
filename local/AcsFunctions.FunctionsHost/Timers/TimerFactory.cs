using AcsFunctions.FunctionsHost.Functions;
using AcsFunctions.FunctionsHost.Invocation;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.FunctionsHost.Timers;

internal static class TimerFactory
{
    public static IReadOnlyList<ScheduledTimer> Create(
        IReadOnlyDictionary<HostedFunction, TimerSchedule> schedules, FunctionsHostOptions options, FunctionInvoker invoker, ILoggerFactory loggers)
    {
        var store = options.TimerStatusFolder is { } folder ? new TimerStatusStore(folder) : null;
        var logger = loggers.CreateLogger<TimerStatus>();
        var now = options.TimeProvider.GetUtcNow().UtcDateTime;
        return [.. schedules.Select(pair => new ScheduledTimer(
            pair.Key,
            new TimerStatus(pair.Key.Name, pair.Value, ((FunctionTrigger.Timer)pair.Key.Trigger).UseMonitor, store, now, logger),
            invoker,
            options.TimeProvider))];
    }
}
