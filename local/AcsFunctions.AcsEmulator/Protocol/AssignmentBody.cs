namespace AcsFunctions.AcsEmulator.Protocol;

/// <summary>What a caller puts; the tenant is in the path of the Teams extension's and in the body of Entra's.</summary>
internal sealed record AssignmentBody(string? TenantId, string? PrincipalType, IReadOnlyList<string?>? ClientIds);
