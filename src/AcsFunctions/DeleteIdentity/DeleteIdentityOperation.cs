using AcsFunctions.Identities;

namespace AcsFunctions.DeleteIdentity;

/// <summary>Deletes a user's identity here and at ACS, and ends the user's sessions.</summary>
public sealed class DeleteIdentityOperation(IdentityRegistry registry)
{
    public Task<Answer<Completion>> ExecuteAsync(UserId userId, Session session, CancellationToken cancellationToken) =>
        registry.DeleteAsync(userId, session, cancellationToken);
}
