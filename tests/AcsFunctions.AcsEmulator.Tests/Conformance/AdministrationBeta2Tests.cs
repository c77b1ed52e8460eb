namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>@azure/communication-administration 1.0.0-beta.2.</summary>
public sealed class AdministrationBeta2Tests(SocketFixture fixture, JavaScriptClients clients)
    : AdministrationConformance(clients, "administration-beta-2"), IClassFixture<SocketFixture>
{
    private protected override AcsIdentityEmulator Emulator => fixture.Emulator;
}
