using System.Diagnostics.CodeAnalysis;
using AcsFunctions.AcsEmulator.Identities;
using AcsFunctions.AcsEmulator.Protocol;

namespace AcsFunctions.AcsEmulator.Operations;

/// <summary>Finds the identity that a path names, or says why the caller may not have it.</summary>
internal sealed class Ownership(Guid resourceId, IdentityLedger ledger, UndocumentedAnswers undocumented)
{
    public bool TryFind(string id, [NotNullWhen(true)] out IdentityEntry? entry, [NotNullWhen(false)] out AcsResponse? refusal)
    {
        entry = ledger.Find(id);
        refusal = entry is null ? Refuse(id) : null;
        return entry is not null;
    }

    public AcsResponse NotFound() => Answers.Error(undocumented.IdentityNotFound, reason: "no such identity: deleted, or never created here");

    private AcsResponse Refuse(string id)
    {
        if (!IdentityId.IsWellFormed(id))
        {
            return Answers.Error(undocumented.MalformedIdentity, reason: "the id is no raw id of a communication user");
        }

        return IdentityId.IsOf(resourceId, id)
            ? NotFound()
            : Answers.Error(Answers.IdentityNotOwned, reason: "the id names another resource");
    }
}
