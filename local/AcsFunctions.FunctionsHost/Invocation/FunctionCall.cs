using System.Collections.ObjectModel;
using AcsFunctions.FunctionsHost.Discovery;
using Microsoft.Azure.Functions.Worker;

namespace AcsFunctions.FunctionsHost.Invocation;

internal sealed record FunctionCall(DiscoveredFunction Function, Func<FunctionContext, object> Trigger)
{
    /// <summary>Makes the trigger's argument once the context exists.</summary>
    public Func<FunctionContext, object> Trigger { get; } = Trigger;

    public string Id { get; } = Guid.NewGuid().ToString();

    public IReadOnlyDictionary<string, string?> RouteValues { get; init; } = ReadOnlyDictionary<string, string?>.Empty;

    public IReadOnlyDictionary<string, object?> BindingData { get; init; } = ReadOnlyDictionary<string, object?>.Empty;

    /// <summary>Whether the invocation is over only when the function has ended, even after its time: timers must not overlap.</summary>
    public bool OutlastsTimeout { get; init; }

    public string TraceParent { get; init; } = string.Empty;

    public string TraceState { get; init; } = string.Empty;
}
