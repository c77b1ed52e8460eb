namespace AcsFunctions.AcsEmulator.Protocol;

/// <summary>A token as the administration preview answers it.</summary>
internal sealed record IdentityTokenBody(string Id, string Token, string ExpiresOn);
