using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace AcsFunctions.Perf.Serving;

/// <summary>Counts the HTTP requests that this process sends, repetitions included, whoever sends them: HttpClient's own metric tells.</summary>
internal sealed class UpstreamCounter : IDisposable
{
    private readonly ConcurrentDictionary<int, long> requests = new();
    private readonly MeterListener listener = new();

    public UpstreamCounter()
    {
        // https://learn.microsoft.com/dotnet/core/diagnostics/built-in-metrics-system-net#metric-httpclientrequestduration
        listener.InstrumentPublished = (instrument, metrics) =>
        {
            if (instrument is { Meter.Name: "System.Net.Http", Name: "http.client.request.duration" })
            {
                metrics.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Count(tags));
        listener.Start();
    }

    public IReadOnlyDictionary<int, long> ByPort => new Dictionary<int, long>(requests);

    public void Dispose() => listener.Dispose();

    private void Count(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
        {
            if (name == "server.port" && value is int port)
            {
                requests.AddOrUpdate(port, 1, (_, count) => count + 1);
            }
        }
    }
}
