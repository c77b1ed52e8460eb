namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>@azure/communication-identity 1.0.0, in api-version 2021-03-07.</summary>
public sealed class JavaScript100Tests(SocketFixture fixture, JavaScriptClients clients) : UserAndTokenConformance, IClassFixture<SocketFixture>
{
    private protected override AcsIdentityEmulator Emulator => fixture.Emulator;

    private protected override IIdentitySdk Connect(string connectionString) => clients.Connect("identity-1.0.0", connectionString);

    /// <summary>This version takes a zero for no answer.</summary>
    private protected override TimeSpan RetryAfter => TimeSpan.FromSeconds(1);
}
