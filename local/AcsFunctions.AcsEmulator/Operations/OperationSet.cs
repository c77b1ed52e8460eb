using AcsFunctions.AcsEmulator.Assignments;
using AcsFunctions.AcsEmulator.Identities;
using AcsFunctions.AcsEmulator.Protocol;
using AcsFunctions.AcsEmulator.Tokens;

namespace AcsFunctions.AcsEmulator.Operations;

/// <summary>The operations of one resource.</summary>
internal sealed class OperationSet(Guid resourceId, IdentityLedger ledger, AssignmentLedger assignments, TokenMint mint, AcsEmulatorOptions options)
{
    private readonly CreateIdentity create = new(ledger, mint, options.Clock, options.Undocumented);
    private readonly IssueAccessToken issue = new(new(resourceId, ledger, options.Undocumented), mint, options.Undocumented);
    private readonly RevokeAccessTokens revoke = new(new(resourceId, ledger, options.Undocumented), ledger, options.Undocumented);
    private readonly DeleteIdentity delete = new(new(resourceId, ledger, options.Undocumented), resourceId, ledger, options.Undocumented);
    private readonly GetIdentity get = new(new(resourceId, ledger, options.Undocumented), options.Clock);
    private readonly ExchangeTeamsUserToken exchangeTeamsUser = new(mint, options.Clock, options.Undocumented);

    private readonly ExchangeEntraToken exchangeEntra = new(resourceId, assignments, mint, options);
    private readonly TeamsExtensionAssignments teamsExtension = new(assignments, options.Undocumented);
    private readonly EntraAssignments entra = new(assignments, options.Undocumented);

    public AcsResponse Answer(AcsRequest request, Route route, ApiFeatures version) => route.Operation switch
    {
        AcsOperation.CreateIdentity => create.Answer(request, version),
        AcsOperation.IssueAccessToken => issue.Answer(request, route.Id, version),
        AcsOperation.RevokeAccessTokens => revoke.Answer(request, route.Id, version),
        AcsOperation.DeleteIdentity => delete.Answer(route.Id),
        AcsOperation.GetIdentity => get.Answer(route.Id),
        AcsOperation.ExchangeTeamsUserAccessToken => exchangeTeamsUser.Answer(request, version),
        AcsOperation.ExchangeTeamsExtensionAccessToken or AcsOperation.ExchangeEntraAccessToken => exchangeEntra.Answer(request, route.Operation),
        AcsOperation.GetTeamsExtensionAssignment => teamsExtension.Get(route),
        AcsOperation.PutTeamsExtensionAssignment => teamsExtension.Put(request, route),
        AcsOperation.DeleteTeamsExtensionAssignment => teamsExtension.Delete(route),
        AcsOperation.ListEntraAssignments => entra.List(),
        AcsOperation.UpdateEntraAssignments => entra.Update(request),
        AcsOperation.GetEntraAssignment => entra.Get(route.Id),
        AcsOperation.PutEntraAssignment => entra.Put(request, route.Id),
        AcsOperation.DeleteEntraAssignment => entra.Delete(route.Id),
        _ => throw new InvalidOperationException($"No operation {route.Operation}."),
    };
}
