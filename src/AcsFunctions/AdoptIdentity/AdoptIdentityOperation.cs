using AcsFunctions.Identities;
using AcsFunctions.Telemetry;

namespace AcsFunctions.AdoptIdentity;

/// <summary>Gives a user an identity that ACS has already: of a map that was kept elsewhere.</summary>
public sealed class AdoptIdentityOperation(IdentityRegistry registry, OperationTelemetry telemetry)
{
    /// <param name="userId">Who gets it.</param>
    /// <param name="communicationUserId">The identity, as <see cref="CommunicationUserIds.TryParse"/> gives it.</param>
    /// <param name="verify">Whether ACS is asked first if it knows the identity as one of this resource, by a token that is thrown away.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Result<EnsuredIdentity, Refusal>> ExecuteAsync(UserId userId, string communicationUserId, bool verify, CancellationToken cancellationToken) =>
        telemetry.ObserveAsync("adopt_identity", userId, token => registry.AdoptAsync(userId, communicationUserId, verify, token), cancellationToken);
}
