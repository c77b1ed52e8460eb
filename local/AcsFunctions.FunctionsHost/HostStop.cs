using AcsFunctions.FunctionsHost.Invocation;
using AcsFunctions.FunctionsHost.Timers;
using Microsoft.AspNetCore.Builder;

namespace AcsFunctions.FunctionsHost;

/// <summary>The order of a stop. All waits are by the real clock: a fake one that nobody advances must not keep it from ending.</summary>
internal static class HostStop
{
    // For a function to notice that it is cancelled, and for the last bytes of an answer to leave.
    private static readonly TimeSpan LastMoment = TimeSpan.FromSeconds(2);

    public static async Task DrainAsync(
        WebApplication web, IReadOnlyList<ScheduledTimer> timers, InFlightInvocations inFlight, TimeSpan drainTimeout)
    {
        var timersStopped = Task.WhenAll(timers.Select(timer => timer.StopAsync()));
        using var abortConnections = new CancellationTokenSource();
        // Listens no more from here on, and ends when the last connection does.
        var webStopped = web.StopAsync(abortConnections.Token);

        var isIdle = await IsIdleWithinAsync(inFlight, drainTimeout);
        if (!isIdle)
        {
            await inFlight.CancelAsync();
            isIdle = await IsIdleWithinAsync(inFlight, LastMoment);
        }

        abortConnections.CancelAfter(LastMoment);
        await webStopped;
        // A function that ignores its cancellation is left behind; nothing waits for it.
        await (isIdle ? timersStopped : Task.CompletedTask);
    }

    private static async Task<bool> IsIdleWithinAsync(InFlightInvocations inFlight, TimeSpan time)
    {
        try
        {
            await inFlight.WhenIdleAsync().WaitAsync(time);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
