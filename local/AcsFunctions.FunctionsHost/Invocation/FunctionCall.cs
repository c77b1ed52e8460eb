using System.Diagnostics;
using AcsFunctions.FunctionsHost.Functions;
using AcsFunctions.FunctionsHost.Protocol;

namespace AcsFunctions.FunctionsHost.Invocation;

internal sealed record FunctionCall(HostedFunction Function, TypedData Trigger)
{
    public string Id { get; } = Guid.NewGuid().ToString();

    /// <summary>What a function's other parameters are bound to; a value may be null.</summary>
    public IReadOnlyDictionary<string, string?> BindingData { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether the invocation is over only when the function has ended, even after its time: timers must not overlap.</summary>
    public bool OutlastsTimeout { get; init; }

    public string TraceParent { get; init; } = string.Empty;

    public string TraceState { get; init; } = string.Empty;

    /// <summary>Of an HTTP function, as the admin API starts it: a GET that says nothing.</summary>
    public static FunctionCall WithoutCaller(HostedFunction function) =>
        new(function, new TypedData { Http = new RpcHttp { Method = "GET", Url = "http://localhost/" } });

    public InvocationRequest ToRequest()
    {
        var isTraced = ActivityContext.TryParse(TraceParent, TraceState, out _);
        var request = new InvocationRequest
        {
            InvocationId = Id,
            InputData = { new ParameterBinding { Name = Function.Trigger.Binding, Data = Trigger } },
            TraceContext = new RpcTraceContext
            {
                TraceParent = isTraced ? TraceParent : NewTrace(),
                TraceState = isTraced ? TraceState : string.Empty,
            },
        };
        foreach (var (name, value) in BindingData)
        {
            request.TriggerMetadata[name] = value is null ? new TypedData() : new TypedData { String = value };
        }

        return request;
    }

    // Recorded, as the real host's own span of a request is: a worker that samples by its parent keeps its spans.
    private static string NewTrace() => $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-01";
}
