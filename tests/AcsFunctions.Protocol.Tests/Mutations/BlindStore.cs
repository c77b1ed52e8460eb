using AcsFunctions.Identities;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Takes any error for "there is nothing".</summary>
internal sealed class BlindStore(IIdentityStore inner) : MutantStore(inner)
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

    public override async Task<IReadOnlyList<UnfinishedRow>> ListUnfinishedAsync(UserKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await base.ListUnfinishedAsync(key, cancellationToken);
        }
        catch (IdentityStoreException)
        {
            return [];
        }
    }
}
