using AcsFunctions.FunctionsHost.Discovery;
using AcsFunctions.FunctionsHost.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.FunctionsHost.Timers;

/// <summary>
/// One timer function on its schedule: azure-webjobs-sdk-extensions src/WebJobs.Extensions/Extensions/Timers/Listener/TimerListener.cs.
/// The next wait starts when the run is over, so runs never overlap; occurrences that a long run covers become one, at once.
/// </summary>
internal sealed partial class ScheduledTimer(
    DiscoveredFunction function,
    TimerSchedule schedule,
    TimerStatusStore store,
    FunctionInvoker invoker,
    TimeProvider timeProvider,
    ILogger logger) : IDisposable
{
    // TimeProvider's timers end at 49 days; a schedule may wait for years.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(24);
    private readonly FunctionTrigger.Timer trigger = (FunctionTrigger.Timer)function.Trigger;
    private readonly CancellationTokenSource stop = new();
    private ScheduleStatus status = new();
    private bool isMonitored;
    private bool isPastDue;
    private Task running = Task.CompletedTask;

    public string Name => function.Name;

    private DateTime Now => timeProvider.GetUtcNow().UtcDateTime;

    /// <summary>Must come before any run: it settles what <c>ScheduleStatus</c> says.</summary>
    public void Initialize()
    {
        isMonitored = trigger.UseMonitor && !schedule.IsTooFrequentToMonitor(Now);
        var kept = isMonitored ? store.Find(Name) : null;
        // A kept occurrence that the schedule no longer has was another schedule's: ScheduleMonitor.cs, CheckPastDueAsync.
        var isCurrent = kept is not null && kept.Next == schedule.Next(kept.LastUpdated);
        status = isCurrent ? kept! : new ScheduleStatus { Next = schedule.Next(Now), LastUpdated = Now };
        Save();
        // An occurrence was missed while the host was down.
        isPastDue = isCurrent && Now > status.Next;
    }

    public void Start()
    {
        // The caller's activity and other ambient state are not the runs'.
        using (ExecutionContext.SuppressFlow())
        {
            running = Task.Run(RunAsync);
        }
    }

    public Task InvokeAsync(bool isPastDue, CancellationToken cancellationToken)
    {
        var info = new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = isMonitored ? status : null };
        return invoker.InvokeAsync(new FunctionInvocation(function, _ => info), cancellationToken);
    }

    /// <summary>Beside the schedule, and possibly at the same time: so does the real host.</summary>
    public void StartOnce()
    {
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(() => TryInvokeAsync(isPastDue: false));
        }
    }

    /// <summary>Starts no further run and waits for the one that is on.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await running;
    }

    public void Dispose() => stop.Dispose();

    private async Task RunAsync()
    {
        if (isPastDue || trigger.RunOnStartup)
        {
            await RunOnceAsync(isScheduled: false);
        }

        while (await WaitAsync(status.Next))
        {
            await RunOnceAsync(isScheduled: true);
        }
    }

    private async Task RunOnceAsync(bool isScheduled)
    {
        var fired = Now;
        await TryInvokeAsync(isPastDue && !isScheduled);

        // A timer may fire a moment early: counted from then, the same occurrence would come twice.
        var last = isScheduled && status.Next > fired ? status.Next : fired;
        status = new ScheduleStatus { Last = last, Next = schedule.Next(last), LastUpdated = last };
        Save();
    }

    private async Task TryInvokeAsync(bool isPastDue)
    {
        try
        {
            await InvokeAsync(isPastDue, CancellationToken.None);
        }
        catch (Exception)
        {
            // Logged by the invoker; a failure never stops the schedule.
        }
    }

    /// <returns>False when the timer was stopped instead.</returns>
    private async Task<bool> WaitAsync(DateTime due)
    {
        try
        {
            while (due - Now is { Ticks: > 0 } left)
            {
                // Rounded up to whole milliseconds, which is what a delay counts in.
                var wait = left < LongestWait ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : LongestWait;
                await Task.Delay(wait, timeProvider, stop.Token);
            }

            return !stop.IsCancellationRequested;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Save()
    {
        if (!isMonitored)
        {
            return;
        }

        try
        {
            store.Save(Name, status);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NotSaved(logger, Name, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(20, LogLevel.Warning, "The status of timer '{Function}' was not saved; a run missed while the host is down will not be made up for")]
        public static partial void NotSaved(ILogger logger, string function, Exception exception);
    }
}
