namespace AcsFunctions.AcsEmulator.Protocol;

internal sealed record IdentityBody(string Id, string? CustomId = null, string? LastTokenIssuedAt = null);
