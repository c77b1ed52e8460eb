using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using AcsFunctions.NodeTools;

namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>A Node process that calls one version of the SDK, a line in and a line out. It ends with its standard input, so also when the tests are killed.</summary>
internal sealed class NodeBridge : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Process _node;

    private NodeBridge(Process node) => _node = node;

    /// <param name="trustedCertificate">The path of a certificate that Node trusts besides its own.</param>
    public static async Task<NodeBridge> StartAsync(string package, string? trustedCertificate = null)
    {
        var folder = Path.Combine(Path.GetDirectoryName(SourceFile())!, "..", "js");
        await NodePackages.EnsureAsync(folder, TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo("node", ["bridge.mjs", package])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        if (trustedCertificate is not null)
        {
            start.Environment["NODE_EXTRA_CA_CERTS"] = trustedCertificate;
        }

        return new NodeBridge(NodeProgram.Start(start));
    }

    public async Task<JsonNode> CallAsync(JsonObject request)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await _node.StandardInput.WriteLineAsync(request.ToJsonString().AsMemory(), cancellationToken);
            await _node.StandardInput.FlushAsync(cancellationToken);
            var line = await _node.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("The Node process ended; its error output says why.");
            return JsonNode.Parse(line)!;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        await _node.WaitForExitAsync();
        _node.Dispose();
        _turn.Dispose();
    }

    private static string SourceFile([CallerFilePath] string path = "") => path;
}
