namespace AcsFunctions.FunctionsHost;

/// <summary>The order of a stop. All waits are by the real clock: a fake one that nobody advances must not keep it from ending.</summary>
internal static class HostStop
{
    // For a function to notice that it is cancelled, and for the last bytes of an answer to leave.
    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(2);

    // For a worker to stop its own services once it has been asked to.
    private static readonly TimeSpan WorkerGracePeriod = TimeSpan.FromSeconds(5);

    public static async Task DrainAsync(HostParts parts, TimeSpan drainTimeout)
    {
        var timersStopped = Task.WhenAll(parts.Timers.Select(timer => timer.StopAsync()));
        using var abortConnections = new CancellationTokenSource();
        // Listens no more from here on, and ends when the last connection does.
        var webStopped = parts.Web.StopAsync(abortConnections.Token);

        await WaitAtMostAsync(parts.InFlight.WhenIdleAsync(), drainTimeout);
        // Also where all is idle: a timer may just have been about to fire.
        await parts.InFlight.CancelAsync();
        abortConnections.CancelAfter(LastMoment);
        await webStopped;
        // A function that ignores its cancellation is left behind.
        await WaitAtMostAsync(timersStopped, LastMoment);
        await WaitAtMostAsync(parts.InFlight.WhenIdleAsync(), LastMoment);
        await parts.Pool.StopAsync(WorkerGracePeriod);
        // Last: workers have gone, or their streams are closed, so that nothing is left to wait for.
        await parts.WorkerServer.StopAsync(CancellationToken.None);
    }

    public static async Task DisposeAsync(HostParts parts)
    {
        await parts.Web.DisposeAsync();
        await parts.WorkerServer.DisposeAsync();
        foreach (var timer in parts.Timers)
        {
            timer.Dispose();
        }

        parts.Pool.Dispose();
        parts.InFlight.Dispose();
    }

    private static async Task WaitAtMostAsync(Task task, TimeSpan time)
    {
        try
        {
            await task.WaitAsync(time);
        }
        catch (TimeoutException)
        {
            // Waited long enough.
        }
    }
}
