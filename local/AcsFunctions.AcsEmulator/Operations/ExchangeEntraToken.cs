using AcsFunctions.AcsEmulator.Assignments;
using AcsFunctions.AcsEmulator.Authentication;
using AcsFunctions.AcsEmulator.Identities;
using AcsFunctions.AcsEmulator.Protocol;
using AcsFunctions.AcsEmulator.Tokens;

namespace AcsFunctions.AcsEmulator.Operations;

/// <summary>Trades an Entra user's own token, sent as bearer, for an ACS token that lives as long.</summary>
internal sealed class ExchangeEntraToken(Guid resourceId, AssignmentLedger assignments, TokenMint mint, AcsEmulatorOptions options)
{
    private static readonly string[] AllScopes = ["chat", "voip"];

    public AcsResponse Answer(AcsRequest request, AcsOperation operation)
    {
        if (Authenticator.BearerOf(request) is not { } bearer || !request.IsPrivate)
        {
            return Answers.Error(Answers.Denied, reason: "the exchange takes an Entra user's bearer token, over TLS");
        }

        if (EntraClaims.ReadLive(bearer, options.Clock.GetUtcNow()) is not { Oid: { } user, Tid: { } tenant, ExpiresOn: { } expiresOn } || !Guid.TryParse(tenant, out _))
        {
            return Answers.Error(Answers.InvalidAccessToken, reason: "the bearer is no unexpired token with oid, tid and exp");
        }

        var forTeams = operation == AcsOperation.ExchangeTeamsExtensionAccessToken;
        if (options.RequireAssignments && assignments.Find(new AssignmentKey(forTeams ? tenant : null, user)) is null)
        {
            return Answers.Error(options.Undocumented.NotAssigned, reason: "the principal has no assignment");
        }

        var id = forTeams ? IdentityId.OfTeamsExtension(resourceId, tenant, user) : IdentityId.OfEntra(resourceId, user);
        var token = mint.IssueExternal(id, tenant, AllScopes, expiresOn);
        return Answers.Json(200, new IdentityAndTokenBody(new IdentityBody(id), token), AcsJson.Wire.IdentityAndTokenBody);
    }
}
