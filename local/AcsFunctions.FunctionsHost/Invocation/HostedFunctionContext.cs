using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace AcsFunctions.FunctionsHost.Invocation;

internal sealed class HostedFunctionContext(
    FunctionInvocation invocation, IServiceProvider services, Activity activity, CancellationToken cancellationToken) : FunctionContext
{
    private readonly HostedFunctionDefinition definition = new(invocation.Function);

    public override string InvocationId => invocation.Id;

    public override string FunctionId => definition.Id;

    public override TraceContext TraceContext { get; } = new HostedTraceContext(
        invocation.TraceParent.Length > 0 ? invocation.TraceParent : activity.Id ?? string.Empty, invocation.TraceState);

    public override BindingContext BindingContext { get; } = new HostedBindingContext(invocation.BindingData);

    public override RetryContext RetryContext { get; } = new NoRetryContext();

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    /// <summary>Cancelled when the client goes away, the function's time is over, or the host has waited long enough to stop.</summary>
    public override CancellationToken CancellationToken { get; } = cancellationToken;
}
