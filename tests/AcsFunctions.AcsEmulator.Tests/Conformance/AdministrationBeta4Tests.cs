namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>@azure/communication-administration 1.0.0-beta.4, the last.</summary>
public sealed class AdministrationBeta4Tests(SocketFixture fixture, JavaScriptClients clients)
    : AdministrationConformance(clients, "administration-beta-4"), IClassFixture<SocketFixture>
{
    private protected override AcsIdentityEmulator Emulator => fixture.Emulator;
}
