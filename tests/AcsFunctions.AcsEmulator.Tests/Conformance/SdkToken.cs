namespace AcsFunctions.AcsEmulator.Tests.Conformance;

public sealed record SdkToken(string Token, DateTimeOffset ExpiresOn);
