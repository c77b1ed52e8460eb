namespace AcsFunctions.FunctionsHost.Timers;

/// <summary>Waits until an instant, however far away, by a clock that may be set while it waits.</summary>
internal static class Alarm
{
    // TimeProvider's timers end at 49 days; a schedule may wait for years.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    // Delays count in whole milliseconds, and a real clock moves a little between two readings.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(15);

    /// <returns>False when it was cancelled instead.</returns>
    public static async Task<bool> WaitUntilAsync(DateTime due, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        while (Left(due, timeProvider) is { Ticks: > 0 } left)
        {
            using var armed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var wait = left < Longest ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : Longest;
            var delay = Task.Delay(wait, timeProvider, armed.Token);
            // A fake clock that was advanced after the first reading and before the delay began would ring that much too late.
            if (left - Left(due, timeProvider) < Tolerance)
            {
                await delay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await armed.CancelAsync();
            if (cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }

        return !cancellationToken.IsCancellationRequested;
    }

    private static TimeSpan Left(DateTime due, TimeProvider timeProvider) => due - timeProvider.GetUtcNow().UtcDateTime;
}
