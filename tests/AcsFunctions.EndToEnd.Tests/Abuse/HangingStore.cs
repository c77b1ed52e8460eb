using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.EndToEnd.Tests.Abuse;

/// <summary>A table that leaves a read without an answer, when told to.</summary>
internal sealed class HangingStore(IIdentityStore store) : DelegatingIdentityStore(store)
{
    private TaskCompletionSource? hanging;

    /// <summary>Has the next read wait until whoever asked gives up.</summary>
    /// <returns>Ends when it waits.</returns>
    public Task HangOnce()
    {
        hanging = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return hanging.Task;
    }

    public override async Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref hanging, null) is { } reached)
        {
            reached.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        return await base.ReadAsync(key, cancellationToken);
    }
}
