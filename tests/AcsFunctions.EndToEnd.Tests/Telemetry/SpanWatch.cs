using System.Collections.Concurrent;
using System.Diagnostics;

namespace AcsFunctions.EndToEnd.Tests.Telemetry;

/// <summary>The spans of this process that belong to one trace.</summary>
internal sealed class SpanWatch : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;

    public SpanWatch()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "AcsFunctions" or "Microsoft.Azure.Functions.Worker" || source.Name.StartsWith("Azure.", StringComparison.Ordinal),
            Sample = (ref options) => options.TraceId == TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == TraceId)
                {
                    _spans.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public ActivityTraceId TraceId { get; } = ActivityTraceId.CreateRandom();

    /// <summary>What a caller sends to have its trace continued.</summary>
    public string Traceparent => $"00-{TraceId}-00f067aa0ba902b7-01";

    public IReadOnlyCollection<Activity> Spans => _spans;

    public void Dispose() => _listener.Dispose();
}
