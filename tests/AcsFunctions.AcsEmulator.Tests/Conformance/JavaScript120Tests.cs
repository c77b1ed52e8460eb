namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>@azure/communication-identity 1.2.0, in api-version 2022-10-01.</summary>
public sealed class JavaScript120Tests(SocketFixture fixture, JavaScriptClients clients) : CurrentIdentityConformance, IClassFixture<SocketFixture>
{
    private protected override AcsIdentityEmulator Emulator => fixture.Emulator;

    private protected override IIdentitySdk Connect(string connectionString) => clients.Connect("identity-1.2.0", connectionString);
}
