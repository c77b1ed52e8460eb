using AcsFunctions.FunctionsHost.Discovery;
using AcsFunctions.FunctionsHost.Invocation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.FunctionsHost.Timers;

internal static class TimerFactory
{
    public static IReadOnlyList<ScheduledTimer> Create(
        IReadOnlyDictionary<DiscoveredFunction, TimerSchedule> schedules, FunctionsHostOptions options, FunctionInvoker invoker, IServiceProvider services)
    {
        var store = new TimerStatusStore(options.TimerStatusFolder);
        var logger = services.GetRequiredService<ILogger<TimerStatus>>();
        var now = options.TimeProvider.GetUtcNow().UtcDateTime;
        return [.. schedules.Select(pair => new ScheduledTimer(
            pair.Key,
            new TimerStatus(pair.Key.Name, pair.Value, ((FunctionTrigger.Timer)pair.Key.Trigger).UseMonitor, store, now, logger),
            invoker,
            options.TimeProvider))];
    }
}
