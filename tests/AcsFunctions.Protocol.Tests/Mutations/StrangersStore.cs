using AcsFunctions.Identities;
using AcsFunctions.Testing.Identities;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Does not ask what the user has whom a reservation names.</summary>
internal sealed class StrangersStore(IIdentityStore inner) : DelegatingIdentityStore(inner)
{
    private UserKey? own;

    public override Task<UserRow?> ReadAsync(UserKey key, CancellationToken cancellationToken)
    {
        own ??= key;
        return key == own ? base.ReadAsync(key, cancellationToken) : Task.FromResult<UserRow?>(null);
    }
}
