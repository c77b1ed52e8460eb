using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.FunctionsHost.Timers;

/// <summary>
/// When a timer ran and when it is due, by the rules of azure-webjobs-sdk-extensions
/// src/WebJobs.Extensions/Extensions/Timers/Scheduling/ScheduleMonitor.cs. Written by the schedule's loop only, read from any thread.
/// </summary>
internal sealed partial class TimerStatus
{
    private readonly string functionName;
    private readonly TimerSchedule schedule;
    private readonly TimerStatusStore? store;
    private readonly ILogger logger;
    private readonly bool isMonitored;
    private volatile ScheduleStatus current;

    public TimerStatus(string functionName, TimerSchedule schedule, bool useMonitor, TimerStatusStore? store, DateTime now, ILogger logger)
    {
        (this.functionName, this.schedule, this.store, this.logger) = (functionName, schedule, store, logger);
        isMonitored = useMonitor && !schedule.IsTooFrequentToMonitor(now);
        var kept = isMonitored ? store?.Find(functionName) : null;
        // A kept occurrence that the schedule no longer has was another schedule's, and nobody missed it.
        var isKept = kept is not null && kept.Next == schedule.Next(kept.LastUpdated);
        current = isKept ? kept! : new ScheduleStatus(Last: default, schedule.Next(now), LastUpdated: now);
        IsPastDue = isKept && now > current.Next;
        Save();
    }

    /// <summary>Whether an occurrence was missed while the host was down.</summary>
    public bool IsPastDue { get; }

    public DateTime Next => current.Next;

    /// <summary>
    /// What a run is told, in JSON; a schedule that is not monitored tells it no status: azure-webjobs-sdk-extensions
    /// src/WebJobs.Extensions/Extensions/Timers/TimerInfo.cs.
    /// </summary>
    public string Info(bool isPastDue) => JsonSerializer.Serialize(new
    {
        Schedule = new { AdjustForDST = true },
        ScheduleStatus = isMonitored ? current : null,
        IsPastDue = isPastDue,
    });

    public void RanAt(DateTime fired, bool isScheduled)
    {
        // A timer may fire a moment early: counted from then, the same occurrence would come twice.
        var last = isScheduled && current.Next > fired ? current.Next : fired;
        current = new ScheduleStatus(last, schedule.Next(last), LastUpdated: last);
        Save();
    }

    private void Save()
    {
        if (!isMonitored)
        {
            return;
        }

        try
        {
            store?.Save(functionName, current);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NotSaved(logger, functionName, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Warning, "The status of timer '{Function}' was not saved; a run missed while the host is down will not be made up for")]
        public static partial void NotSaved(ILogger logger, string function, Exception exception);
    }
}
