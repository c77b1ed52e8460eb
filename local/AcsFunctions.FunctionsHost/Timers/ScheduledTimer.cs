using AcsFunctions.FunctionsHost.Functions;
using AcsFunctions.FunctionsHost.Invocation;
using AcsFunctions.FunctionsHost.Protocol;

namespace AcsFunctions.FunctionsHost.Timers;

/// <summary>
/// One timer function on its schedule: azure-webjobs-sdk-extensions src/WebJobs.Extensions/Extensions/Timers/Listener/TimerListener.cs.
/// The next wait starts when the run is over, so runs never overlap; occurrences that a long run covers become one, at once.
/// </summary>
internal sealed class ScheduledTimer(HostedFunction function, TimerStatus status, FunctionInvoker invoker, TimeProvider timeProvider) : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;

    public string Name => function.Name;

    private DateTime Now => timeProvider.GetUtcNow().UtcDateTime;

    private bool RunsOnStartup => ((FunctionTrigger.Timer)function.Trigger).RunOnStartup;

    public void Start()
    {
        // The caller's activity and other ambient state are not the runs'.
        using (ExecutionContext.SuppressFlow())
        {
            running = Task.Run(RunAsync);
        }
    }

    /// <summary>Beside the schedule, and possibly at the same time: so does the real host. Throws what the function threw.</summary>
    public Task InvokeAsync(CancellationToken cancellationToken) => invoker.InvokeAsync(Call(isPastDue: false), cancellationToken);

    /// <summary>As <see cref="InvokeAsync"/>; a failure is only logged, and so never stops the schedule.</summary>
    public Task TryInvokeAsync(bool isPastDue) => invoker.TryInvokeAsync(Call(isPastDue));

    /// <summary>Starts no further run and waits for the one that is on.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await running;
    }

    public void Dispose() => stop.Dispose();

    private FunctionCall Call(bool isPastDue) => new(function, new TypedData { Json = status.Info(isPastDue) }) { OutlastsTimeout = true };

    private async Task RunAsync()
    {
        if (status.IsPastDue || RunsOnStartup)
        {
            var fired = Now;
            await TryInvokeAsync(status.IsPastDue);
            status.RanAt(fired, isScheduled: false);
        }

        while (await Alarm.WaitUntilAsync(status.Next, timeProvider, stop.Token))
        {
            var fired = Now;
            await TryInvokeAsync(isPastDue: false);
            status.RanAt(fired, isScheduled: true);
        }
    }
}
