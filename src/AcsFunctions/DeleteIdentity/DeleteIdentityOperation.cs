using AcsFunctions.Identities;
using AcsFunctions.Telemetry;

namespace AcsFunctions.DeleteIdentity;

/// <summary>Deletes a user's identity here and at ACS, and ends the user's sessions.</summary>
public sealed class DeleteIdentityOperation(IdentityRegistry registry, OperationTelemetry telemetry)
{
    public Task<Result<Completion, Refusal>> ExecuteAsync(UserId userId, Session session, CancellationToken cancellationToken) =>
        telemetry.ObserveAsync("delete_identity", userId, token => registry.DeleteAsync(userId, session, token), cancellationToken);
}
