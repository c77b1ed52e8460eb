using AcsFunctions.AcsEmulator.Identities;
using AcsFunctions.AcsEmulator.Protocol;
using AcsFunctions.AcsEmulator.Tokens;

namespace AcsFunctions.AcsEmulator.Operations;

internal sealed class CreateIdentity(IdentityLedger ledger, TokenMint mint, TimeProvider clock, UndocumentedAnswers undocumented)
{
    private static readonly CreateIdentityBody Nothing = new(null, null, null);

    public AcsResponse Answer(AcsRequest request, ApiFeatures version)
    {
        if (version.HasFlag(ApiFeatures.Administration))
        {
            var identity = ledger.Create();
            return Answers.Json(200, new IdentityBody(identity.Id), AcsJson.Wire.IdentityBody) with { Subject = identity.Id };
        }

        if (!RequestBody.TryRead(request, AcsJson.Wire.CreateIdentityBody, Nothing, out var body))
        {
            return Answers.Error(undocumented.MalformedBody);
        }

        return Refuse(body, version) ?? Create(body, version);
    }

    private AcsResponse? Refuse(CreateIdentityBody body, ApiFeatures version)
    {
        if (body.CreateTokenWithScopes is { Count: 0 } && undocumented.EmptyScopesOnCreate is { } refusal)
        {
            return Answers.Error(refusal, "createTokenWithScopes");
        }

        if (version.HasFlag(ApiFeatures.CustomId) && body.CustomId is { Length: 0 or > 256 })
        {
            return Answers.Error(undocumented.InvalidCustomId, "customId");
        }

        return TokenRequest.RefuseScopes(body.CreateTokenWithScopes ?? [], "createTokenWithScopes", version, undocumented)
            ?? TokenRequest.RefuseExpiry(body.ExpiresInMinutes, version.HasFlag(ApiFeatures.CustomExpiryOnCreate));
    }

    private AcsResponse Create(CreateIdentityBody body, ApiFeatures version)
    {
        while (true)
        {
            var preview = version.HasFlag(ApiFeatures.CustomId);
            var entry = preview && body.CustomId is { } customId ? ledger.CreateOrFind(customId) : ledger.Create();
            if (body.CreateTokenWithScopes is not { Count: > 0 } scopes)
            {
                return Created(entry, null, preview);
            }

            // A custom id may find an identity that another call deletes before the token is issued; then it is free again.
            if (mint.Issue(entry, TokenRequest.Distinct(scopes), TokenRequest.Lifetime(body.ExpiresInMinutes, version.HasFlag(ApiFeatures.CustomExpiryOnCreate))) is { } token)
            {
                return Created(entry, token, preview);
            }
        }
    }

    private AcsResponse Created(IdentityEntry entry, AccessTokenBody? token, bool preview)
    {
        var identity = preview
            ? new IdentityBody(entry.Id, entry.CustomId, entry.Snapshot(clock.GetUtcNow()).LastTokenIssuedOn?.ToWire())
            : new IdentityBody(entry.Id);
        return Answers.Json(201, new IdentityAndTokenBody(identity, token), AcsJson.Wire.IdentityAndTokenBody) with { Subject = entry.Id };
    }
}
