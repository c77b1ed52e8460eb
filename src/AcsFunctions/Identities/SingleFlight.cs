namespace AcsFunctions.Identities;

/// <summary>
/// One call for all who want the same at the same time. It is cancelled when the last of them has gone, and forgotten when it ends:
/// whoever comes later makes a new one. Safe for concurrent use.
/// </summary>
/// <param name="mustEnd">The caller whose call it is waits for its end, whatever becomes of the caller's own request.</param>
internal sealed class SingleFlight<TKey, TResult>(bool mustEnd = false)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, Call> calls = [];

    /// <summary>The result, and whether it was this caller's own call.</summary>
    /// <param name="key">What is wanted.</param>
    /// <param name="make">Makes the call; used only where none is under way.</param>
    /// <param name="cancellationToken">How long this caller waits.</param>
    public async Task<(TResult Result, bool IsOwn)> JoinAsync(TKey key, Func<CancellationToken, Task<TResult>> make, CancellationToken cancellationToken)
    {
        var (call, isOwn) = Enter(key);
        try
        {
            if (isOwn)
            {
                call.Begin(make);
            }

            return (await call.Result.Task.WaitAsync(isOwn && mustEnd ? CancellationToken.None : cancellationToken), isOwn);
        }
        finally
        {
            Leave(key, call);
        }
    }

    private (Call Call, bool IsOwn) Enter(TKey key)
    {
        lock (gate)
        {
            var isOwn = !calls.TryGetValue(key, out var call);
            if (call is null)
            {
                calls[key] = call = new();
            }

            call.Callers++;
            return (call, isOwn);
        }
    }

    private void Leave(TKey key, Call call)
    {
        lock (gate)
        {
            call.Callers--;
            if ((call.Callers == 0 || call.Result.Task.IsCompleted) && calls.TryGetValue(key, out var current) && current == call)
            {
                calls.Remove(key);
            }

            if (call.Callers > 0)
            {
                return;
            }
        }

        call.Dispose();
    }

    private sealed class Call : IDisposable
    {
        private readonly CancellationTokenSource abandoned = new();

        /// <summary>Guarded by the gate.</summary>
        public int Callers { get; set; }

        public TaskCompletionSource<TResult> Result { get; } = new();

        public void Begin(Func<CancellationToken, Task<TResult>> make) => _ = MakeAsync(make, abandoned.Token);

        /// <summary>Nobody waits any more: a call that has not ended is cancelled.</summary>
        public void Dispose()
        {
            abandoned.Cancel();
            abandoned.Dispose();
        }

        private async Task MakeAsync(Func<CancellationToken, Task<TResult>> make, CancellationToken cancellationToken)
        {
            try
            {
                Result.SetResult(await make(cancellationToken));
            }
            catch (OperationCanceledException exception)
            {
                Result.TrySetCanceled(exception.CancellationToken);
            }
            catch (Exception exception)
            {
                Result.TrySetException(exception);
            }
        }
    }
}
