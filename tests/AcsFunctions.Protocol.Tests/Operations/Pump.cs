namespace AcsFunctions.Protocol.Tests.Operations;

/// <summary>
/// Runs what an operation continues with on the thread that explores, to the last bit: where several wait for one task, the runtime
/// would leave some of them to other threads.
/// </summary>
internal sealed class Pump : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> waiting = [];

    /// <summary>Begins something, or lets it go on, and runs it until it is over, or waits for a reply that is not there.</summary>
    public Task<T> Run<T>(Func<Task<T>> begin)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var running = begin();
            while (waiting.TryDequeue(out var next))
            {
                next.Callback(next.State);
            }

            return running;
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object? state) => waiting.Enqueue((d, state));
}
