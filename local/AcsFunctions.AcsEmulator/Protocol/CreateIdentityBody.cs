namespace AcsFunctions.AcsEmulator.Protocol;

internal sealed record CreateIdentityBody(IReadOnlyList<string?>? CreateTokenWithScopes, int? ExpiresInMinutes, string? CustomId);
