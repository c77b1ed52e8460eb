using AcsFunctions.AcsEmulator.Assignments;
using AcsFunctions.AcsEmulator.Protocol;

namespace AcsFunctions.AcsEmulator.Operations;

/// <summary>Which Entra principals may trade their token for one of the resource's. Only in 2025-03-02-preview.</summary>
internal sealed class EntraAssignments(AssignmentLedger ledger, UndocumentedAnswers undocumented)
{
    private readonly AssignmentRules rules = new(["user", "group", "tenant"], clientIdsRequired: true, undocumented);

    public AcsResponse List()
    {
        var assignments = ledger.Entries.Where(static entry => entry.Key.TenantId is null).Select(static entry => entry.Value);
        return Answers.Json(200, new AssignmentList([.. assignments.OrderBy(static assignment => assignment.ObjectId, StringComparer.Ordinal)]), AcsJson.Wire.AssignmentList);
    }

    public AcsResponse Get(string objectId) =>
        ledger.Find(KeyOf(objectId)) is { } assignment
            ? Answers.Json(200, assignment, AcsJson.Wire.Assignment)
            : Answers.Error(undocumented.AssignmentNotFound);

    public AcsResponse Put(AcsRequest request, string objectId)
    {
        if (!rules.TryRead(request, objectId, tenantId: null, out var assignment, out var refusal))
        {
            return refusal;
        }

        var isNew = ledger.Put(KeyOf(objectId), assignment);
        return Answers.Json(isNew ? 201 : 200, assignment, AcsJson.Wire.Assignment);
    }

    public AcsResponse Delete(string objectId) => ledger.Remove(KeyOf(objectId)) ? Answers.NoContent : Answers.Error(undocumented.AssignmentNotFound);

    /// <summary>A merge patch: an object id with a value is put, one with null is removed. All or nothing.</summary>
    public AcsResponse Update(AcsRequest request)
    {
        if (!RequestBody.TryRead(request, AcsJson.Wire.DictionaryStringAssignmentBody, [], out var patch))
        {
            return Answers.Error(undocumented.MalformedBody);
        }

        var assignments = new List<Assignment>();
        foreach (var (objectId, body) in patch)
        {
            if (body is null)
            {
                continue;
            }

            if (!rules.TryMake(body, objectId, out var assignment, out var refusal))
            {
                return refusal;
            }

            assignments.Add(assignment);
        }

        assignments.ForEach(assignment => ledger.Put(KeyOf(assignment.ObjectId), assignment));
        foreach (var removed in patch.Where(static entry => entry.Value is null))
        {
            ledger.Remove(KeyOf(removed.Key));
        }

        return Answers.NoContent;
    }

    private static AssignmentKey KeyOf(string objectId) => new(null, objectId);
}
