namespace AcsFunctions.AcsEmulator;

/// <summary>A call that is still under way when its caller has given up: see <see cref="Fault.DropWithLateEffect"/>. For one call. Safe for concurrent use.</summary>
public sealed class LateCall
{
    private readonly TaskCompletionSource sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action? effect;

    /// <summary>Completes when the call was sent and dropped.</summary>
    public Task Sent => sent.Task;

    /// <summary>The call takes effect now; the caller will never know.</summary>
    /// <exception cref="InvalidOperationException">It was not sent yet, or has arrived before.</exception>
    public void Arrive()
    {
        var effect = Interlocked.Exchange(ref this.effect, null) ?? throw new InvalidOperationException("The call was not sent yet, or has arrived before.");
        effect();
    }

    internal void Hold(Action effect)
    {
        Volatile.Write(ref this.effect, effect);
        sent.TrySetResult();
    }
}
