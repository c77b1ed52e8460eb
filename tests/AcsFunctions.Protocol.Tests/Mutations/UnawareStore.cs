using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Shows no pending deletion.</summary>
internal sealed class UnawareStore(IIdentityStore inner) : DelegatingIdentityStore(inner)
{
    public override Task<IReadOnlyList<PendingAction>> ListPendingAsync(UserKey key, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<PendingAction>>([]);
}
