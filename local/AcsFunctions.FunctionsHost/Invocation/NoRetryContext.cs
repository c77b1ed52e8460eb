using Microsoft.Azure.Functions.Worker;

namespace AcsFunctions.FunctionsHost.Invocation;

internal sealed class NoRetryContext : RetryContext
{
    public override int RetryCount => 0;

    public override int MaxRetryCount => 0;
}
