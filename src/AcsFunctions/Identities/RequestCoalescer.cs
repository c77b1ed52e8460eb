namespace AcsFunctions.Identities;

/// <summary>
/// One call to storage for all who want the same of it. A call serves those who asked before it began, and no one else: what a caller is
/// told is never older than the question. One call for a key is under way at a time; who asks meanwhile waits for the next, together with
/// all who do. Safe for concurrent use.
/// </summary>
internal sealed class RequestCoalescer<TKey, TResult>
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, Turns> turns = [];

    /// <summary>The result of a call that begins from now on.</summary>
    /// <param name="key">What is wanted.</param>
    /// <param name="call">Makes the call; used where nobody else waits for the next one.</param>
    /// <param name="cancellationToken">How long this caller waits. A call is cancelled when the last who waits for it has gone.</param>
    public async Task<TResult> JoinAsync(TKey key, Func<CancellationToken, Task<TResult>> call, CancellationToken cancellationToken)
    {
        var turn = Enter(key, call, out var toBegin);
        if (toBegin is not null)
        {
            _ = TakeTurnsAsync(key, toBegin, CancellationToken.None);
        }

        try
        {
            return await turn.Result.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Leave(key, turn);
        }
    }

    private Turn Enter(TKey key, Func<CancellationToken, Task<TResult>> call, out Turns? toBegin)
    {
        lock (gate)
        {
            toBegin = null;
            if (!turns.TryGetValue(key, out var known))
            {
                turns[key] = known = toBegin = new();
            }

            var turn = known.Next ??= new(call);
            turn.Callers++;
            return turn;
        }
    }

    private void Leave(TKey key, Turn turn)
    {
        lock (gate)
        {
            if (--turn.Callers > 0)
            {
                return;
            }

            // One that has not begun and that nobody waits for is cancelled: who comes now needs another.
            if (turns.TryGetValue(key, out var known) && known.Next == turn)
            {
                known.Next = null;
            }
        }

        turn.Dispose();
    }

    // A turn ends when the last who waits for it has gone; who comes after must still have the next one.
    private async Task TakeTurnsAsync(TKey key, Turns known, CancellationToken cancellationToken)
    {
        // Those who are on their way at this very moment, as a person's open tabs are, need no second call.
        await Task.Yield();
        while (Begin(key, known) is { } turn)
        {
            await turn.CallAsync(cancellationToken);
        }
    }

    // From here on nobody joins it.
    private Turn? Begin(TKey key, Turns known)
    {
        lock (gate)
        {
            var turn = known.Next;
            known.Next = null;
            if (turn is null)
            {
                turns.Remove(key);
            }

            return turn;
        }
    }

    /// <summary>Of one key.</summary>
    private sealed class Turns
    {
        /// <summary>The call that has not begun, if somebody waits for it. Guarded by the gate.</summary>
        public Turn? Next { get; set; }
    }

    private sealed class Turn : IDisposable
    {
        private readonly Func<CancellationToken, Task<TResult>> call;
        private readonly CancellationTokenSource abandoned = new();
        private readonly CancellationToken whenAbandoned;

        public Turn(Func<CancellationToken, Task<TResult>> call)
        {
            this.call = call;
            // The source may be gone before the call begins.
            whenAbandoned = abandoned.Token;
        }

        /// <summary>Guarded by the gate.</summary>
        public int Callers { get; set; }

        // The next turn must not wait for what the callers of this one do with their answer.
        public TaskCompletionSource<TResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task CallAsync(CancellationToken cancellationToken)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(whenAbandoned, cancellationToken);
            try
            {
                Result.SetResult(await call(either.Token));
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

        /// <summary>Nobody waits any more: a call that has not ended is cancelled.</summary>
        public void Dispose()
        {
            abandoned.Cancel();
            abandoned.Dispose();
        }
    }
}
