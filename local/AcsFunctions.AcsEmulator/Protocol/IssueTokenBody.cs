namespace AcsFunctions.AcsEmulator.Protocol;

internal sealed record IssueTokenBody(IReadOnlyList<string?>? Scopes, int? ExpiresInMinutes);
