namespace AcsFunctions.AcsEmulator.Protocol;

internal sealed record TeamsExchangeBody(string? Token, string? AppId, string? UserId);
