using System.Reflection;

namespace AcsFunctions.FunctionsHost.Discovery;

internal sealed record DiscoveredFunction(string Name, MethodInfo Method, FunctionTrigger Trigger, IReadOnlyList<BoundParameter> Parameters)
{
    public string EntryPoint { get; } = $"{Method.DeclaringType!.FullName}.{Method.Name}";
}
