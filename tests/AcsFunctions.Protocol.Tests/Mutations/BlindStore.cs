using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Takes any error for "there is nothing".</summary>
internal sealed class BlindStore(IIdentityStore inner) : DelegatingIdentityStore(inner)
{
    public override async Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await base.ReadAsync(key, cancellationToken);
        }
        catch (IdentityStoreException)
        {
            return null;
        }
    }

    public override async Task<IReadOnlyList<PendingAction>> ListPendingAsync(UserKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await base.ListPendingAsync(key, cancellationToken);
        }
        catch (IdentityStoreException)
        {
            return [];
        }
    }
}
