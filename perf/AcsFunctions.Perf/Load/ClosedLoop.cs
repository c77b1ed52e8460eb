namespace AcsFunctions.Perf.Load;

/// <summary>
/// So many connections, each sending its next request when the one before is answered: finds out how much can be served, and nothing
/// about latency, since it waits whenever the server does.
/// </summary>
internal sealed class ClosedLoop(TimeProvider clock)
{
    /// <param name="connections">How many requests are under way at most; a multiple of <paramref name="together"/>.</param>
    /// <param name="duration">After it no request leaves.</param>
    /// <param name="request">The request of a number, from 0.</param>
    /// <param name="cancellationToken">Ends the load early.</param>
    /// <param name="together">How many leave at once, and wait for each other's answers: those of a person's open tabs.</param>
    public async Task<LoadResult> RunAsync(
        int connections, TimeSpan duration, Func<int, CancellationToken, Task> request, CancellationToken cancellationToken, int together = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(connections % together, 0, nameof(connections));
        var result = new LoadResult();
        var next = 0;
        var started = clock.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections / together).Select(_ => Task.Run(LoopAsync, cancellationToken)));
        result.Elapsed = clock.GetElapsedTime(started);
        return result;

        async Task LoopAsync()
        {
            while (clock.GetElapsedTime(started) < duration)
            {
                var first = Interlocked.Add(ref next, together) - together;
                await Task.WhenAll(Enumerable.Range(first, together).Select(SendAsync));
            }
        }

        async Task SendAsync(int number)
        {
            var sent = clock.GetTimestamp();
            string? failure = null;
            try
            {
                await request(number, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                failure = exception.Message;
            }

            result.Record(clock.GetElapsedTime(sent), failure);
        }
    }
}
