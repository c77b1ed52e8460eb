using AcsFunctions.Identities;

namespace AcsFunctions.CreateIdentity;

/// <summary>Gives a user an identity; a user who has one keeps it.</summary>
public sealed class CreateIdentityOperation(IdentityRegistry registry)
{
    public Task<Answer<EnsuredIdentity>> ExecuteAsync(UserId userId, Session session, CancellationToken cancellationToken) =>
        registry.EnsureAsync(userId, session, cancellationToken);
}
