using AcsFunctions.Identities;
using AcsFunctions.Telemetry;

namespace AcsFunctions.LookUpIdentity;

/// <summary>Whose an ACS identity is: for whoever has an event of ACS and needs the user.</summary>
public sealed class LookUpIdentityOperation(IdentityRegistry registry, OperationTelemetry telemetry)
{
    /// <returns>The user's row: its key, and its user id where ids are kept.</returns>
    public Task<Result<UserRow, Refusal>> ExecuteAsync(string communicationUserId, CancellationToken cancellationToken) =>
        telemetry.ObserveAsync("look_up_identity", token => registry.FindAsync(communicationUserId, token), cancellationToken);
}
