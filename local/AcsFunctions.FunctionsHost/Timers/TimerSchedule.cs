using NCrontab;

namespace AcsFunctions.FunctionsHost.Timers;

/// <summary>
/// An NCRONTAB expression, in UTC: azure-webjobs-sdk-extensions src/WebJobs.Extensions/Extensions/Timers/Scheduling/CronSchedule.cs.
/// A TimeSpan is refused, as the consumption plans refuse it.
/// </summary>
internal sealed class TimerSchedule(string expression, CrontabSchedule crontab)
{
    public string Expression { get; } = expression;

    /// <returns>Null where the expression is neither six fields nor five (without seconds).</returns>
    public static TimerSchedule? TryParse(string expression)
    {
        var fields = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var options = new CrontabSchedule.ParseOptions { IncludingSeconds = fields.Length == 6 };
        return CrontabSchedule.TryParse(expression, options) is { } crontab ? new TimerSchedule(expression, crontab) : null;
    }

    public DateTime Next(DateTime after) => DateTime.SpecifyKind(crontab.GetNextOccurrence(after), DateTimeKind.Utc);

    /// <summary>The real host keeps no status of a schedule that fires more than once a minute: TimerSchedule.cs, ShouldDisableScheduleMonitor.</summary>
    public bool IsTooFrequentToMonitor(DateTime now)
    {
        var first = Next(now);
        return Next(first) - first < TimeSpan.FromMinutes(1);
    }
}
