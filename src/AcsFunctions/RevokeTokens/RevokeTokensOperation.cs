using AcsFunctions.Identities;

namespace AcsFunctions.RevokeTokens;

/// <summary>Ends all ACS tokens of a user, and the sessions that could fetch new ones.</summary>
public sealed class RevokeTokensOperation(IdentityRegistry registry)
{
    public Task<Answer<Completion>> ExecuteAsync(UserId userId, Session session, CancellationToken cancellationToken) =>
        registry.RevokeAsync(userId, session, cancellationToken);
}
