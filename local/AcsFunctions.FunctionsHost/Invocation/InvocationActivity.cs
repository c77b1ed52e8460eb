using System.Diagnostics;

namespace AcsFunctions.FunctionsHost.Invocation;

/// <summary>
/// The span that an app's own spans belong under: the same source and name as the worker's, so that an app that listens to it sees
/// the same. azure-functions-dotnet-worker src/DotNetWorker.Core/Diagnostics/Telemetry/TelemetryProvider.cs.
/// </summary>
internal static class InvocationActivity
{
    private const string Name = "Invoke";
    private static readonly ActivitySource Source = new("Microsoft.Azure.Functions.Worker");

    /// <summary>Started even where nobody listens: the app's spans must continue the caller's trace all the same.</summary>
    public static Activity Start(FunctionCall call)
    {
        // Kestrel's span of the request is this host's own affair, and nobody samples it: without a caller's trace one begins here.
        Activity.Current = null;
        ActivityContext.TryParse(call.TraceParent, call.TraceState, isRemote: true, out var parent);
        var activity = Source.StartActivity(Name, ActivityKind.Server, parent) ?? Unheard(parent);
        return activity.SetTag("faas.invocation_id", call.Id).SetTag("faas.name", call.Function.Name);
    }

    private static Activity Unheard(ActivityContext parent)
    {
        var activity = new Activity(Name);
        if (parent != default)
        {
            activity.SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags);
            activity.TraceStateString = parent.TraceState;
        }

        return activity.Start();
    }
}
