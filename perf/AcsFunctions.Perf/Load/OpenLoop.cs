namespace AcsFunctions.Perf.Load;

/// <summary>
/// Requests at fixed instants, whatever became of those before. Latency counts from the instant that the schedule names, so that a
/// server that stalls, or a driver that falls behind, shows in every request it kept waiting: no coordinated omission.
/// </summary>
internal sealed class OpenLoop(TimeProvider clock)
{
    // Timers wake a millisecond late; what is left is spun away.
    private static readonly TimeSpan Spin = TimeSpan.FromMilliseconds(1.5);

    /// <param name="rate">Requests a second.</param>
    /// <param name="count">How many requests.</param>
    /// <param name="request">Sends the request of that number; what it throws is a failure.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    public async Task<LoadResult> RunAsync(double rate, int count, Func<int, CancellationToken, Task> request, CancellationToken cancellationToken)
    {
        var result = new LoadResult();
        var pending = new Task[count];
        var sending = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // A thread of its own: spinning on the pool would hold up the answers.
        var thread = new Thread(() => Send(rate, request, result, pending, sending, cancellationToken)) { IsBackground = true, Priority = ThreadPriority.AboveNormal };
        var started = clock.GetTimestamp();
        thread.Start();
        await sending.Task;
        await Task.WhenAll(pending);
        result.Elapsed = clock.GetElapsedTime(started);
        return result;
    }

    private void Send(
        double rate, Func<int, CancellationToken, Task> request, LoadResult result, Task[] pending, TaskCompletionSource sending, CancellationToken cancellationToken)
    {
        try
        {
            var started = clock.GetTimestamp();
            for (var i = 0; i < pending.Length; i++)
            {
                var due = TimeSpan.FromSeconds(i / rate);
                WaitUntil(started, due, cancellationToken);
                pending[i] = MeasureAsync(i, started, due, request, result, cancellationToken);
            }

            sending.SetResult();
        }
        catch (OperationCanceledException)
        {
            sending.SetCanceled(cancellationToken);
        }
    }

    private void WaitUntil(long started, TimeSpan due, CancellationToken cancellationToken)
    {
        var rest = due - clock.GetElapsedTime(started) - Spin;
        if (rest > TimeSpan.Zero)
        {
            cancellationToken.WaitHandle.WaitOne(rest);
        }

        cancellationToken.ThrowIfCancellationRequested();
        while (clock.GetElapsedTime(started) < due)
        {
            Thread.SpinWait(20);
        }
    }

    private async Task MeasureAsync(
        int number, long started, TimeSpan due, Func<int, CancellationToken, Task> request, LoadResult result, CancellationToken cancellationToken)
    {
        string? failure = null;
        try
        {
            await request(number, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            failure = exception.Message;
        }

        result.Record(clock.GetElapsedTime(started) - due, failure);
    }
}
