namespace AcsFunctions.FunctionsHost.Functions;

internal sealed record HostedFunction(string Name, string EntryPoint, FunctionTrigger Trigger);
