using AcsFunctions.AcsEmulator.Identities;
using AcsFunctions.AcsEmulator.Protocol;

namespace AcsFunctions.AcsEmulator.Operations;

internal sealed class RevokeAccessTokens(Ownership ownership, IdentityLedger ledger)
{
    public AcsAnswer Answer(string id)
    {
        if (!ownership.TryFind(id, out _, out var refusal))
        {
            return refusal;
        }

        return ledger.TryRevoke(id) ? Answers.NoContent : ownership.NotFound();
    }
}
