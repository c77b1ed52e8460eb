using AcsFunctions.Identities;

namespace AcsFunctions.Tests.Identities;

internal static class Leftovers
{
    /// <summary>Finishes what is pending of the user, as a clean-up would.</summary>
    public static async Task FinishAllAsync(this IdentityRegistry registry, TableIdentityStore store, UserId user, CancellationToken cancellationToken)
    {
        foreach (var pending in await store.ListPendingAsync(UserKey.Of(user), cancellationToken))
        {
            Assert.Equal(FinishOutcome.Done, await registry.FinishAsync(pending, cancellationToken));
        }
    }
}
