namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>@azure/communication-identity 1.1.0, in api-version 2022-06-01.</summary>
public sealed class JavaScript110Tests(SocketFixture fixture, JavaScriptClients clients) : TeamsExchangeConformance, IClassFixture<SocketFixture>
{
    private protected override AcsIdentityEmulator Emulator => fixture.Emulator;

    private protected override IIdentitySdk Connect(string connectionString) => clients.Connect("identity-1.1.0", connectionString);
}
