namespace AcsFunctions.Perf.Load;

/// <summary>
/// So many connections, each sending its next request when the one before is answered: finds out how much can be served, and nothing
/// about latency, since it waits whenever the server does.
/// </summary>
internal sealed class ClosedLoop(TimeProvider clock)
{
    public async Task<LoadResult> RunAsync(int connections, TimeSpan duration, Func<int, CancellationToken, Task> request, CancellationToken cancellationToken)
    {
        var result = new LoadResult();
        var number = -1;
        var started = clock.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(SendAsync, cancellationToken)));
        result.Elapsed = clock.GetElapsedTime(started);
        return result;

        async Task SendAsync()
        {
            while (clock.GetElapsedTime(started) < duration)
            {
                var sent = clock.GetTimestamp();
                string? failure = null;
                try
                {
                    await request(Interlocked.Increment(ref number), cancellationToken);
                }
                catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
                {
                    failure = exception.Message;
                }

                result.Record(clock.GetElapsedTime(sent), failure);
            }
        }
    }
}
