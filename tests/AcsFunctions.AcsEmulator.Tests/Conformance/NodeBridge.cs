using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using AcsFunctions.Testing.Node;

namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>A Node process that calls the official clients, a line in and a line out. It ends with its standard input, so also when the tests are killed.</summary>
internal sealed class NodeBridge : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonNode>> waiting = new();
    private readonly SemaphoreSlim writing = new(1);
    private readonly Process node;
    private readonly Task reading;
    private int calls;

    private NodeBridge(Process node)
    {
        this.node = node;
        reading = ReadAsync();
    }

    /// <param name="trustedCertificate">The path of a certificate that Node trusts besides its own.</param>
    public static async Task<NodeBridge> StartAsync(string? trustedCertificate = null)
    {
        await NodePackages.EnsureAsync(JavaScriptFolder.Path, TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo("node", ["bridge.mjs"])
        {
            WorkingDirectory = JavaScriptFolder.Path,
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
        var id = Interlocked.Increment(ref calls).ToString(CultureInfo.InvariantCulture);
        var answer = waiting.GetOrAdd(id, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        request["id"] = id;
        await writing.WaitAsync(cancellationToken);
        try
        {
            await node.StandardInput.WriteLineAsync(request.ToJsonString().AsMemory(), cancellationToken);
            await node.StandardInput.FlushAsync(cancellationToken);
        }
        finally
        {
            writing.Release();
        }

        return await answer.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        node.StandardInput.Close();
        await reading;
        await node.WaitForExitAsync();
        node.Dispose();
        writing.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await node.StandardOutput.ReadLineAsync() is { } line)
        {
            var answer = JsonNode.Parse(line)!;
            if (this.waiting.TryRemove(answer["id"]!.GetValue<string>(), out var waiting))
            {
                waiting.SetResult(answer);
            }
        }

        foreach (var waiting in this.waiting.Values)
        {
            waiting.TrySetException(new InvalidOperationException("The Node process ended; its error output says why."));
        }
    }
}
