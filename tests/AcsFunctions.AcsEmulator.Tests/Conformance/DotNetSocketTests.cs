using Azure.Communication.Identity;

namespace AcsFunctions.AcsEmulator.Tests.Conformance;

public sealed class DotNetSocketTests(SocketFixture fixture) : CurrentIdentityConformance, IClassFixture<SocketFixture>
{
    private protected override IIdentitySdk Sdk => new DotNetSdk(new CommunicationIdentityClient(fixture.Emulator.ConnectionString));

    private protected override AcsIdentityEmulator Emulator => fixture.Emulator;
}
