using AcsFunctions.Identities;
using AcsFunctions.Telemetry;

namespace AcsFunctions.RevokeTokens;

/// <summary>Ends all ACS tokens of a user, and the sessions that could fetch new ones.</summary>
public sealed class RevokeTokensOperation(IdentityRegistry registry, OperationTelemetry telemetry)
{
    public Task<Result<Completion, Refusal>> ExecuteAsync(UserId userId, Session session, CancellationToken cancellationToken) =>
        telemetry.ObserveAsync("revoke_tokens", userId, token => registry.RevokeAsync(userId, session, token), cancellationToken);
}
