using Azure.Communication.Identity;

namespace AcsFunctions.AcsEmulator.Tests.Conformance;

public sealed class DotNetInProcessTests : CurrentIdentityConformance, IAsyncDisposable
{
    private protected override AcsIdentityEmulator Emulator { get; } = AcsIdentityEmulator.CreateInProcess();

    private protected override IIdentitySdk Sdk => new DotNetSdk(
        new CommunicationIdentityClient(Emulator.ConnectionString, new CommunicationIdentityClientOptions { Transport = Emulator.CreateTransport() }));

    public ValueTask DisposeAsync() => Emulator.DisposeAsync();
}
