using AcsFunctions.AcsEmulator.Identities;
using AcsFunctions.AcsEmulator.Protocol;

namespace AcsFunctions.AcsEmulator.Operations;

internal sealed class DeleteIdentity(Ownership ownership, Guid resourceId, IdentityLedger ledger, UndocumentedAnswers undocumented)
{
    public AcsResponse Answer(string id)
    {
        if (ledger.TryDelete(id))
        {
            return Answers.NoContent;
        }

        var forgiven = undocumented.DeletingAMissingIdentitySucceeds && IdentityId.IsWellFormed(id) && IdentityId.IsOf(resourceId, id);
        if (forgiven)
        {
            return Answers.NoContent;
        }

        return ownership.TryFind(id, out _, out var refusal) ? ownership.NotFound() : refusal;
    }
}
