using System.Text.Json.Nodes;
using AcsFunctions.AcsEmulator.Tests.Conformance;

[assembly: AssemblyFixture(typeof(JavaScriptClients))]

namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>All versions of the official JavaScript clients, in one Node process that starts with the first that is used.</summary>
public sealed class JavaScriptClients : IAsyncDisposable
{
    private readonly Lazy<Task<NodeBridge>> bridge = new(static () => NodeBridge.StartAsync());

    internal JavaScriptSdk Connect(string package, string connectionString) =>
        new(() => bridge.Value, new JsonObject { ["package"] = package, ["connectionString"] = connectionString });

    public async ValueTask DisposeAsync()
    {
        if (bridge.IsValueCreated)
        {
            await (await bridge.Value).DisposeAsync();
        }
    }
}
