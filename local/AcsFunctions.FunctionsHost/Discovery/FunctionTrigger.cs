using Microsoft.Azure.Functions.Worker;

namespace AcsFunctions.FunctionsHost.Discovery;

internal abstract record FunctionTrigger
{
    public sealed record Http(IReadOnlyList<string> Methods, string Route, AuthorizationLevel Level) : FunctionTrigger;

    public sealed record Timer(string Schedule, bool UseMonitor, bool RunOnStartup) : FunctionTrigger;
}
