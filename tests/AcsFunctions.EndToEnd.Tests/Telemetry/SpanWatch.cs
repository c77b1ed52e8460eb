using System.Collections.Concurrent;
using System.Diagnostics;

namespace AcsFunctions.EndToEnd.Tests.Telemetry;

/// <summary>The spans of this process that belong to one trace.</summary>
internal sealed class SpanWatch : IDisposable
{
    private readonly ConcurrentQueue<Activity> spans = new();
    private readonly ActivityListener listener;

    public SpanWatch()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "AcsFunctions" or "Microsoft.Azure.Functions.Worker" || source.Name.StartsWith("Azure.", StringComparison.Ordinal),
            Sample = (ref options) => options.TraceId == TraceId ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == TraceId)
                {
                    spans.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public ActivityTraceId TraceId { get; } = ActivityTraceId.CreateRandom();

    /// <summary>What a caller sends to have its trace continued.</summary>
    public string Traceparent => $"00-{TraceId}-00f067aa0ba902b7-01";

    public IReadOnlyCollection<Activity> Spans => spans;

    public void Dispose() => listener.Dispose();
}
