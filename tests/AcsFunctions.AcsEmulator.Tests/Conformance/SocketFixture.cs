namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>An emulator on a socket and on the real clock, which the SDKs cannot be made to forget.</summary>
public class SocketFixture : IAsyncLifetime
{
    public AcsIdentityEmulator Emulator { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync() => Emulator = await AcsIdentityEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

    public virtual async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
