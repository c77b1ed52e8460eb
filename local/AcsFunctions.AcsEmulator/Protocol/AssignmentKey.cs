namespace AcsFunctions.AcsEmulator.Protocol;

/// <param name="TenantId">Null for an Entra assignment, which object ids alone name; else one of the Teams extension.</param>
internal readonly record struct AssignmentKey(string? TenantId, string ObjectId);
