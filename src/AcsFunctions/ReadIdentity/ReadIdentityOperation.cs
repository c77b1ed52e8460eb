using AcsFunctions.Identities;
using AcsFunctions.Telemetry;

namespace AcsFunctions.ReadIdentity;

/// <summary>Tells a user's identity, and creates none.</summary>
public sealed class ReadIdentityOperation(IdentityRegistry registry, OperationTelemetry telemetry)
{
    public Task<Result<UserRow, Refusal>> ExecuteAsync(UserId userId, Session session, CancellationToken cancellationToken) =>
        telemetry.ObserveAsync("read_identity", userId, token => registry.ReadAsync(userId, session, token), cancellationToken);
}
