namespace AcsFunctions.AcsEmulator.Tests.Conformance;

public sealed class NewestJavaScriptTests(NewestJavaScriptTests.Fixture fixture) : CurrentIdentityConformance, IClassFixture<NewestJavaScriptTests.Fixture>
{
    private protected override AcsIdentityEmulator Emulator => fixture.Emulator;

    private protected override IIdentitySdk Connect(string connectionString) => fixture.Connect(connectionString);

    public sealed class Fixture() : NodeFixture("@azure/communication-identity");
}
