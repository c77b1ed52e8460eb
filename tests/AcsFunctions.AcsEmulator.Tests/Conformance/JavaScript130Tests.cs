namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>@azure/communication-identity 1.3.0, in api-version 2023-10-01.</summary>
public sealed class JavaScript130Tests(SocketFixture fixture, JavaScriptClients clients) : CurrentIdentityConformance, IClassFixture<SocketFixture>
{
    private protected override AcsIdentityEmulator Emulator => fixture.Emulator;

    private protected override IIdentitySdk Connect(string connectionString) => clients.Connect("identity-1.3.0", connectionString);
}
