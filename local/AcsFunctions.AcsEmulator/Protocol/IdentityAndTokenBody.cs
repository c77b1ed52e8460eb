namespace AcsFunctions.AcsEmulator.Protocol;

internal sealed record IdentityAndTokenBody(IdentityBody Identity, AccessTokenBody? AccessToken);
