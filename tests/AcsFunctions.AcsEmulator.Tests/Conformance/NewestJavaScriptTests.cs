namespace AcsFunctions.AcsEmulator.Tests.Conformance;

public sealed class NewestJavaScriptTests(NewestJavaScriptTests.Fixture fixture) : CurrentIdentityConformance, IClassFixture<NewestJavaScriptTests.Fixture>
{
    private protected override IIdentitySdk Sdk => fixture.Sdk;

    private protected override AcsIdentityEmulator Emulator => fixture.Emulator;

    public sealed class Fixture() : NodeFixture("@azure/communication-identity");
}
