namespace AcsFunctions.FunctionsHost.Invocation;

/// <summary>Counts what runs, so that a stop can wait for it and, in the end, cancel it. Safe for use from any thread.</summary>
internal sealed class InFlightInvocations : IDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource cancel = new();
    private TaskCompletionSource? idle;
    private int count;

    public CancellationToken Cancelled => cancel.Token;

    public IDisposable Enter()
    {
        lock (gate)
        {
            if (count++ == 0)
            {
                idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        return new Exit(this);
    }

    public Task WhenIdleAsync()
    {
        lock (gate)
        {
            return idle?.Task ?? Task.CompletedTask;
        }
    }

    public Task CancelAsync() => cancel.CancelAsync();

    public void Dispose() => cancel.Dispose();

    private sealed class Exit(InFlightInvocations owner) : IDisposable
    {
        public void Dispose()
        {
            lock (owner.gate)
            {
                if (--owner.count == 0)
                {
                    owner.idle!.SetResult();
                }
            }
        }
    }
}
