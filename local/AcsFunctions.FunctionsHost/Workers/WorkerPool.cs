using AcsFunctions.FunctionsHost.Protocol;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>The workers of one host, which take calls in turn.</summary>
internal sealed class WorkerPool : IDisposable
{
    // As long as the real host lets a request wait for it: azure-functions-host src/WebJobs.Script.WebHost/Middleware/HostAvailabilityCheckMiddleware.cs.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly WorkerSlot[] slots;
    private readonly CancellationTokenSource stop = new();
    private volatile TaskCompletionSource changed = NewChange();
    private uint turn;

    public WorkerPool(int count, IWorkerLauncher launcher, Func<WorkerStart> describe, ExpectedWorkers expected, ILoggerFactory loggers) =>
        slots = [.. Enumerable.Range(0, count).Select(_ => new WorkerSlot(launcher, describe, expected, loggers, SignalChange))];

    public IReadOnlyList<int> ProcessIds => [.. slots.Select(slot => slot.Ready?.Running.ProcessId).OfType<int>()];

    /// <summary>Starts all of them, and returns what they report of their functions.</summary>
    public async Task<IReadOnlyList<RpcFunctionMetadata>> StartAsync(CancellationToken cancellationToken)
    {
        // To the end of each: a worker that was started is one to stop.
        var started = await Task.WhenAll(slots.Select(slot => slot.StartAsync(cancellationToken)));
        return started[0];
    }

    /// <summary>Gives a call to the next worker, and waits for one where none is ready.</summary>
    /// <exception cref="NoWorkerException">None becomes ready in time.</exception>
    public async Task<SentInvocation> InvokeAsync(string functionName, InvocationRequest request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stop.Token);
        limit.CancelAfter(LongestWait);
        while (true)
        {
            var change = changed.Task;
            for (var i = 0; i < slots.Length; i++)
            {
                var slot = slots[Interlocked.Increment(ref turn) % (uint)slots.Length];
                if (slot.Ready is { } worker && worker.Channel.TryInvoke(functionName, request) is { } answer)
                {
                    return new SentInvocation(request.InvocationId, answer, worker.Channel, slot);
                }
            }

            try
            {
                await change.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new NoWorkerException();
            }
        }
    }

    public async Task StopAsync(TimeSpan gracePeriod)
    {
        await stop.CancelAsync();
        await Task.WhenAll(slots.Select(slot => slot.StopAsync(gracePeriod)));
    }

    public void Dispose()
    {
        stop.Dispose();
        foreach (var slot in slots)
        {
            slot.Dispose();
        }
    }

    private void SignalChange() => Interlocked.Exchange(ref changed, NewChange()).SetResult();

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
