using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace AcsFunctions.FunctionsHost.Invocation;

internal sealed class HostedFunctionContext(
    FunctionCall call, IServiceProvider services, Activity activity, CancellationToken cancellationToken) : FunctionContext
{
    private readonly HostedFunctionDefinition definition = new(call.Function);

    public override string InvocationId => call.Id;

    public override string FunctionId => definition.Id;

    public override TraceContext TraceContext { get; } = ActivityContext.TryParse(call.TraceParent, call.TraceState, out _)
        ? new HostedTraceContext(call.TraceParent, call.TraceState)
        : new HostedTraceContext(activity.Id ?? string.Empty, string.Empty);

    public override BindingContext BindingContext { get; } = new HostedBindingContext(call.BindingData);

    public override RetryContext RetryContext { get; } = new NoRetryContext();

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    /// <summary>Cancelled when the client goes away, the function's time is over, or the host has waited long enough to stop.</summary>
    public override CancellationToken CancellationToken { get; } = cancellationToken;
}
