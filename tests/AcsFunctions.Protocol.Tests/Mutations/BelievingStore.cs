using AcsFunctions.Identities;
using AcsFunctions.Protocol.Tests.Operations;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Answers the first read from memory: whatever is remembered is taken for true.</summary>
internal sealed class BelievingStore(IIdentityStore inner, CacheState cacheState) : DelegatingIdentityStore(inner)
{
    private bool hasRead;

    public override Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken)
    {
        var isFirst = !hasRead;
        hasRead = true;
        return isFirst ? Task.FromResult(cacheState.AsRow) : base.ReadAsync(key, cancellationToken);
    }
}
