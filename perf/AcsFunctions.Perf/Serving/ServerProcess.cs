using System.Diagnostics;
using System.Text.Json;
using AcsFunctions.Perf.Report;

namespace AcsFunctions.Perf.Serving;

/// <summary>The serving process, seen from the driver.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    private readonly Process process;
    private readonly IReadOnlyList<ServedHost> hosts;

    private ServerProcess(Process process, IReadOnlyList<ServedHost> hosts)
    {
        this.process = process;
        this.hosts = hosts;
    }

    public ServedHost this[string name] => hosts.First(host => host.Name == name);

    /// <param name="plan">What to serve.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">It did not start; the message holds what it said.</exception>
    public static async Task<ServerProcess> StartAsync(ServePlan plan, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "AcsFunctions.Perf"), ["serve"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("A new process was expected.");
        try
        {
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(plan, PerfJson.Default.ServePlan).AsMemory(), cancellationToken);
            await process.StandardInput.FlushAsync(cancellationToken);
            var line = await process.StandardOutput.ReadLineAsync(cancellationToken)
                ?? throw new InvalidOperationException($"The functions did not start: {await errors}");
            return new ServerProcess(process, JsonSerializer.Deserialize(line, PerfJson.Default.ListServedHost)!);
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>What the workers of all its hosts have used.</summary>
    public async Task<Counters> ReadCountersAsync(CancellationToken cancellationToken)
    {
        var counters = await Task.WhenAll(hosts.Select(host => ReadCountersAsync(host, cancellationToken)));
        return counters.Aggregate((one, other) => one + other);
    }

    /// <summary>What the worker of one host has used.</summary>
    public static async Task<Counters> ReadCountersAsync(ServedHost host, CancellationToken cancellationToken)
    {
        var text = await Http.GetStringAsync(new Uri(host.Address, ServeCommand.CountersPath), cancellationToken);
        return JsonSerializer.Deserialize(text, PerfJson.Default.Counters)!;
    }

    /// <summary>Ends it and its workers with nothing said to anybody.</summary>
    public void Kill() => process.Kill(entireProcessTree: true);

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
