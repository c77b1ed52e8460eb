using AcsFunctions.AcsEmulator.Assignments;
using AcsFunctions.AcsEmulator.Identities;
using AcsFunctions.AcsEmulator.Protocol;
using AcsFunctions.AcsEmulator.Tokens;

namespace AcsFunctions.AcsEmulator.Operations;

/// <summary>The operations of one resource.</summary>
internal sealed class OperationSet(Guid resourceId, IdentityLedger ledger, AssignmentLedger assignments, TokenMint mint, AcsEmulatorOptions options)
{
    private readonly CreateIdentity _create = new(ledger, mint, options.TimeProvider, options.Undocumented);
    private readonly IssueAccessToken _issue = new(new(resourceId, ledger, options.Undocumented), mint, options.Undocumented);
    private readonly RevokeAccessTokens _revoke = new(new(resourceId, ledger, options.Undocumented), ledger);
    private readonly DeleteIdentity _delete = new(new(resourceId, ledger, options.Undocumented), resourceId, ledger, options.Undocumented);
    private readonly GetIdentity _get = new(new(resourceId, ledger, options.Undocumented), options.TimeProvider);
    private readonly ExchangeTeamsUserToken _exchangeTeamsUser = new(mint, options.TimeProvider, options.Undocumented);

    private readonly ExchangeEntraToken _exchangeEntra = new(resourceId, assignments, mint, options);
    private readonly TeamsExtensionAssignments _teamsExtension = new(assignments, options.Undocumented);
    private readonly EntraAssignments _entra = new(assignments, options.Undocumented);

    public AcsAnswer Answer(AcsRequest request, Route route, ApiFeatures version) => route.Operation switch
    {
        AcsOperation.CreateIdentity => _create.Answer(request, version),
        AcsOperation.IssueAccessToken => _issue.Answer(request, route.Id, version),
        AcsOperation.RevokeAccessTokens => _revoke.Answer(route.Id),
        AcsOperation.DeleteIdentity => _delete.Answer(route.Id),
        AcsOperation.GetIdentity => _get.Answer(route.Id),
        AcsOperation.ExchangeTeamsUserAccessToken => _exchangeTeamsUser.Answer(request, version),
        AcsOperation.ExchangeTeamsExtensionAccessToken or AcsOperation.ExchangeEntraAccessToken => _exchangeEntra.Answer(request, route.Operation),
        AcsOperation.GetTeamsExtensionAssignment => _teamsExtension.Get(route),
        AcsOperation.PutTeamsExtensionAssignment => _teamsExtension.Put(request, route),
        AcsOperation.DeleteTeamsExtensionAssignment => _teamsExtension.Delete(route),
        AcsOperation.ListEntraAssignments => _entra.List(),
        AcsOperation.UpdateEntraAssignments => _entra.Update(request),
        AcsOperation.GetEntraAssignment => _entra.Get(route.Id),
        AcsOperation.PutEntraAssignment => _entra.Put(request, route.Id),
        AcsOperation.DeleteEntraAssignment => _entra.Delete(route.Id),
        _ => throw new InvalidOperationException($"No operation {route.Operation}."),
    };
}
