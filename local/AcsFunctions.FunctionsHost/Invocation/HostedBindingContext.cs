using Microsoft.Azure.Functions.Worker;

namespace AcsFunctions.FunctionsHost.Invocation;

internal sealed class HostedBindingContext(IReadOnlyDictionary<string, object?> bindingData) : BindingContext
{
    public override IReadOnlyDictionary<string, object?> BindingData => bindingData;
}
