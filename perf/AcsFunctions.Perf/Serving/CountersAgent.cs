using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using AcsFunctions.Perf.Report;

namespace AcsFunctions.Perf.Serving;

/// <summary>Tells from inside a worker what it has used: one JSON document to whoever connects.</summary>
internal static class CountersAgent
{
    /// <summary>Names the file into which a worker writes the port where it tells.</summary>
    public const string PortFileVariable = "ACSFUNCTIONS_PERF_PORT_FILE";

    /// <summary>Whether calls upstream are counted.</summary>
    public const string UpstreamVariable = "ACSFUNCTIONS_PERF_UPSTREAM";

    private static UpstreamCounter? upstream;

    /// <summary>In the worker, before its own code runs.</summary>
    public static void Start()
    {
        // There is no configuration this early.
        var environment = Environment.GetEnvironmentVariables();
        if (environment[PortFileVariable] is not string file)
        {
            return;
        }

        upstream = environment[UpstreamVariable] is string text && text == bool.TrueString ? new UpstreamCounter() : null;
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        File.WriteAllText(file, ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture));
        new Thread(() => Tell(listener)) { IsBackground = true, Name = "Counters" }.Start();
    }

    /// <summary>From outside.</summary>
    /// <param name="portFile">The file that was named to the worker.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<Counters> ReadAsync(string portFile, CancellationToken cancellationToken)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, int.Parse(await File.ReadAllTextAsync(portFile, cancellationToken), CultureInfo.InvariantCulture), cancellationToken);
        return (await JsonSerializer.DeserializeAsync(client.GetStream(), PerfJson.Default.Counters, cancellationToken))!;
    }

    private static void Tell(TcpListener listener)
    {
        while (true)
        {
            using var client = listener.AcceptTcpClient();
            client.GetStream().Write(JsonSerializer.SerializeToUtf8Bytes(Counters.Read(upstream), PerfJson.Default.Counters));
        }
    }
}
