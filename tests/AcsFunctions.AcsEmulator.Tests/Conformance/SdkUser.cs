namespace AcsFunctions.AcsEmulator.Tests.Conformance;

public sealed record SdkUser(string Id, SdkToken? Token = null);
