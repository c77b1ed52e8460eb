using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Answers the first read after ACS issued a token from memory.</summary>
internal sealed class CachingStore(IIdentityStore inner) : DelegatingIdentityStore(inner)
{
    private UserRow? last;

    public bool UseMemory { get; set; }

    public override async Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken)
    {
        if (!UseMemory)
        {
            last = await base.ReadAsync(key, cancellationToken);
        }

        UseMemory = false;
        return last;
    }
}
