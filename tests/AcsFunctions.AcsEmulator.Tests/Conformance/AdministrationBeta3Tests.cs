namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>@azure/communication-administration 1.0.0-beta.3.</summary>
public sealed class AdministrationBeta3Tests(SocketFixture fixture, JavaScriptClients clients)
    : AdministrationConformance(clients, "administration-beta-3"), IClassFixture<SocketFixture>
{
    private protected override AcsIdentityEmulator Emulator => fixture.Emulator;
}
