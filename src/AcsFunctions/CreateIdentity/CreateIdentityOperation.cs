using AcsFunctions.Identities;
using AcsFunctions.Telemetry;

namespace AcsFunctions.CreateIdentity;

/// <summary>Gives a user an identity; a user who has one keeps it.</summary>
public sealed class CreateIdentityOperation(IdentityRegistry registry, OperationTelemetry telemetry)
{
    public Task<Result<EnsuredIdentity, Refusal>> ExecuteAsync(UserId userId, Session session, CancellationToken cancellationToken) =>
        telemetry.ObserveAsync("create_identity", userId, token => registry.EnsureAsync(userId, session, token), cancellationToken);
}
