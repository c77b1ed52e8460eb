namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>Version 1.0.0, which asks in api-version 2021-03-07.</summary>
public sealed class FirstJavaScriptTests(FirstJavaScriptTests.Fixture fixture) : IdentityConformance, IClassFixture<FirstJavaScriptTests.Fixture>
{
    private protected override AcsIdentityEmulator Emulator => fixture.Emulator;

    private protected override IIdentitySdk Connect(string connectionString) => fixture.Connect(connectionString);

    /// <summary>This version takes a zero for no answer.</summary>
    private protected override TimeSpan RetryAfter => TimeSpan.FromSeconds(1);

    public sealed class Fixture() : NodeFixture("communication-identity-first");
}
