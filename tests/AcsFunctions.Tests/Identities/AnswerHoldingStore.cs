using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Tests.Identities;

/// <summary>A store that reads at once and, where it is told to, answers later.</summary>
internal sealed class AnswerHoldingStore(IIdentityStore inner) : DelegatingIdentityStore(inner)
{
    private HeldAnswer? next;

    public HeldAnswer HoldNextAnswer() => next = new();

    public override async Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken)
    {
        var row = await base.ReadAsync(key, cancellationToken);
        if (Interlocked.Exchange(ref next, null) is { } held)
        {
            await held.WaitAsync(cancellationToken);
        }

        return row;
    }

    internal sealed class HeldAnswer
    {
        private readonly TaskCompletionSource taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The row was read, and nobody told of it.</summary>
        public Task Taken => taken.Task;

        public void Release() => released.SetResult();

        public Task WaitAsync(CancellationToken cancellationToken)
        {
            taken.SetResult();
            return released.Task.WaitAsync(cancellationToken);
        }
    }
}
