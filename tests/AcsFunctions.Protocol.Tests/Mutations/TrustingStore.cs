using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Sees no revocation that is still to be carried out.</summary>
internal sealed class TrustingStore(IIdentityStore inner) : DelegatingIdentityStore(inner)
{
    public override async Task<IReadOnlyList<PendingAction>> ListPendingAsync(UserKey key, CancellationToken cancellationToken) =>
        [.. (await base.ListPendingAsync(key, cancellationToken)).Where(row => row is not PendingRevocation)];
}
