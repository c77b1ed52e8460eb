namespace AcsFunctions.AcsEmulator.Protocol;

/// <summary>A right of an Entra principal on the resource.</summary>
internal sealed record Assignment(string ObjectId, string TenantId, string PrincipalType, IReadOnlyList<string>? ClientIds);
