using AcsFunctions.Identities;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Sees no revocation that is still to be carried out.</summary>
internal sealed class TrustingStore(IIdentityStore inner) : MutantStore(inner)
{
    public override async Task<IReadOnlyList<UnfinishedRow>> ListUnfinishedAsync(UserKey key, CancellationToken cancellationToken) =>
        [.. (await base.ListUnfinishedAsync(key, cancellationToken)).Where(row => row is not RevokingRow)];
}
