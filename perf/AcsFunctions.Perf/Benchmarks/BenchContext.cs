using Microsoft.Azure.Functions.Worker;

namespace AcsFunctions.Perf.Benchmarks;

/// <summary>A context that is asked for its function and nothing else: only problems ask for more, and none is measured.</summary>
internal sealed class BenchContext : FunctionContext
{
    public override string InvocationId => throw Unexpected();

    public override string FunctionId => throw Unexpected();

    public override TraceContext TraceContext => throw Unexpected();

    public override BindingContext BindingContext => throw Unexpected();

    public override RetryContext RetryContext => throw Unexpected();

    public override IServiceProvider InstanceServices { get; set; } = null!;

    public override FunctionDefinition FunctionDefinition { get; } = new BenchFunction();

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features => throw Unexpected();

    public override CancellationToken CancellationToken => throw Unexpected();

    private static InvalidOperationException Unexpected() => new("A problem was answered where a token was to be measured.");
}
