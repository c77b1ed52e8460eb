using System.Diagnostics.CodeAnalysis;
using AcsFunctions.AcsEmulator.Protocol;

namespace AcsFunctions.AcsEmulator.Operations;

/// <summary>What an assignment has to be. The service's own checks were never seen.</summary>
internal sealed class AssignmentRules(IReadOnlyList<string> principalTypes, bool clientIdsRequired, UndocumentedAnswers undocumented)
{
    private static readonly AssignmentBody Nothing = new(null, null, null);

    public bool TryRead(
        AcsRequest request, string objectId, string? tenantId, [NotNullWhen(true)] out Assignment? assignment, [NotNullWhen(false)] out AcsResponse? refusal)
    {
        assignment = null;
        refusal = RequestBody.TryRead(request, AcsJson.Wire.AssignmentBody, Nothing, out var body) ? null : Answers.Error(undocumented.MalformedBody);
        return body is not null && TryMake(body with { TenantId = tenantId ?? body.TenantId }, objectId, out assignment, out refusal);
    }

    public bool TryMake(AssignmentBody body, string objectId, [NotNullWhen(true)] out Assignment? assignment, [NotNullWhen(false)] out AcsResponse? refusal)
    {
        refusal = Refuse(body, objectId);
        assignment = refusal is null ? new Assignment(objectId, body.TenantId!, body.PrincipalType!, body.ClientIds?.OfType<string>().ToList()) : null;
        return assignment is not null;
    }

    private AcsResponse? Refuse(AssignmentBody body, string objectId)
    {
        if (string.IsNullOrEmpty(body.PrincipalType))
        {
            return Answers.Required("PrincipalType");
        }

        if (!principalTypes.Contains(body.PrincipalType))
        {
            return Answers.Invalid("Provided PrincipalType is not supported.", "principalType");
        }

        if (clientIdsRequired && body.ClientIds is null)
        {
            return Answers.Required("ClientIds");
        }

        if (!Guid.TryParse(objectId, out _))
        {
            return Answers.Invalid("Provided ObjectId has invalid format.", "objectId");
        }

        return Guid.TryParse(body.TenantId, out _) ? null : Answers.Invalid("Provided TenantId has invalid format.", "tenantId");
    }
}
