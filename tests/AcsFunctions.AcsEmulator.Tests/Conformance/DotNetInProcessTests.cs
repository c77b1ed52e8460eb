using Azure.Communication.Identity;

namespace AcsFunctions.AcsEmulator.Tests.Conformance;

public sealed class DotNetInProcessTests : CurrentIdentityConformance, IAsyncDisposable
{
    private protected override AcsIdentityEmulator Emulator { get; } = AcsIdentityEmulator.CreateInProcess();

    private protected override IIdentitySdk Connect(string connectionString) => new DotNetSdk(
        new CommunicationIdentityClient(connectionString, new CommunicationIdentityClientOptions { Transport = Emulator.CreateTransport() }));

    public ValueTask DisposeAsync() => Emulator.DisposeAsync();
}
