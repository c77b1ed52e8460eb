namespace AcsFunctions.AcsEmulator.Protocol;

/// <param name="ExpiresOn">With seven fractional digits and an offset, as the service writes it.</param>
internal sealed record AccessTokenBody(string Token, string ExpiresOn);
