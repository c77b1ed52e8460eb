using AcsFunctions.AcsEmulator.Assignments;
using AcsFunctions.AcsEmulator.Protocol;

namespace AcsFunctions.AcsEmulator.Operations;

/// <summary>Which Entra principals of which tenant may use the Teams extension.</summary>
internal sealed class TeamsExtensionAssignments(AssignmentLedger ledger, UndocumentedAnswers undocumented)
{
    private readonly AssignmentRules rules = new(["user", "resourceAccount"], clientIdsRequired: false, undocumented);

    public AcsResponse Get(Route route) =>
        ledger.Find(KeyOf(route)) is { } assignment
            ? Answers.Json(200, assignment, AcsJson.Wire.Assignment)
            : Answers.Error(undocumented.AssignmentNotFound);

    public AcsResponse Put(AcsRequest request, Route route)
    {
        if (!rules.TryRead(request, route.Id, route.TenantId, out var assignment, out var refusal))
        {
            return refusal;
        }

        var isNew = ledger.Put(KeyOf(route), assignment);
        return Answers.Json(isNew ? 201 : 200, assignment, AcsJson.Wire.Assignment);
    }

    public AcsResponse Delete(Route route) => ledger.Remove(KeyOf(route)) ? Answers.NoContent : Answers.Error(undocumented.AssignmentNotFound);

    private static AssignmentKey KeyOf(Route route) => new(route.TenantId, route.Id);
}
