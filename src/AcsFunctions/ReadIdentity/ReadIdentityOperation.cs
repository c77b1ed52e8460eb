using AcsFunctions.Identities;

namespace AcsFunctions.ReadIdentity;

/// <summary>Tells a user's identity, and creates none.</summary>
public sealed class ReadIdentityOperation(IdentityRegistry registry)
{
    public Task<Answer<UserRow>> ExecuteAsync(UserId userId, Session session, CancellationToken cancellationToken) =>
        registry.ReadAsync(userId, session, cancellationToken);
}
