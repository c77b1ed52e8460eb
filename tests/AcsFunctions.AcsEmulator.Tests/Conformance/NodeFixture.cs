using System.Text.Json.Nodes;

namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>The emulator, and a Node process with a version of the SDK.</summary>
public abstract class NodeFixture(string package) : SocketFixture
{
    private NodeBridge? _bridge;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _bridge = await NodeBridge.StartAsync(package);
    }

    public IIdentitySdk Connect(string connectionString) => new JavaScriptSdk(_bridge!, new JsonObject { ["connectionString"] = connectionString });

    public override async ValueTask DisposeAsync()
    {
        if (_bridge is not null)
        {
            await _bridge.DisposeAsync();
        }

        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
