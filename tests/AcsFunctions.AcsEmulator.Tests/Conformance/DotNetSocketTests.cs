using Azure.Communication.Identity;

namespace AcsFunctions.AcsEmulator.Tests.Conformance;

public sealed class DotNetSocketTests(SocketFixture fixture) : CurrentIdentityConformance, IClassFixture<SocketFixture>
{
    private protected override AcsIdentityEmulator Emulator => fixture.Emulator;

    private protected override IIdentitySdk Connect(string connectionString) => new DotNetSdk(new CommunicationIdentityClient(connectionString));
}
