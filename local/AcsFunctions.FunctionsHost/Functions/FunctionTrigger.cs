namespace AcsFunctions.FunctionsHost.Functions;

/// <summary>What starts a function, and under which name its worker expects it.</summary>
internal abstract record FunctionTrigger(string Binding)
{
    public sealed record Http(string Binding, IReadOnlyList<string> Methods, string Route, FunctionAuthorizationLevel Level) : FunctionTrigger(Binding);

    public sealed record Timer(string Binding, string Schedule, bool UseMonitor, bool RunOnStartup) : FunctionTrigger(Binding);
}
