using AcsFunctions.AcsEmulator.Identities;
using AcsFunctions.AcsEmulator.Protocol;

namespace AcsFunctions.AcsEmulator.Operations;

internal sealed class RevokeAccessTokens(Ownership ownership, IdentityLedger ledger, UndocumentedAnswers undocumented)
{
    private static readonly UpdateIdentityBody Nothing = new(TokensValidFrom: null);

    public AcsResponse Answer(AcsRequest request, string id, ApiFeatures version)
    {
        var patch = Nothing;
        if (version.HasFlag(ApiFeatures.Administration) && !RequestBody.TryRead(request, AcsJson.Wire.UpdateIdentityBody, Nothing, out patch))
        {
            return Answers.Error(undocumented.MalformedBody);
        }

        if (!ownership.TryFind(id, out _, out var refusal))
        {
            return refusal;
        }

        return ledger.TryRevoke(id, patch.TokensValidFrom) ? Answers.NoContent : ownership.NotFound();
    }
}
