using AcsFunctions.FunctionsHost.Functions;

namespace AcsFunctions.FunctionsHost.Routing;

/// <summary>Routes that the real host does not load: azure-functions-host src/WebJobs.Script/Host/ScriptHost.cs, ValidateFunction.</summary>
internal static class RouteRules
{
    private static readonly string[] Reserved = ["admin", "runtime"];

    public static void Check(IReadOnlyList<HostedFunction> functions)
    {
        var seen = new List<(HostedFunction Function, FunctionTrigger.Http Http)>();
        foreach (var function in functions)
        {
            if (function.Trigger is not FunctionTrigger.Http http)
            {
                continue;
            }

            if (Reserved.Any(word => http.Route.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
            {
                throw new FunctionsHostException(
                    $"The route '{http.Route}' of function '{function.Name}' is the host's own: no route may start with 'admin' or 'runtime'.");
            }

            if (seen.Find(other => Conflict(other.Http, http)) is { Function: { } first })
            {
                throw new FunctionsHostException($"Functions '{first.Name}' and '{function.Name}' have the same route '{http.Route}' and share a method.");
            }

            seen.Add((function, http));
        }
    }

    private static bool Conflict(FunctionTrigger.Http first, FunctionTrigger.Http second) =>
        string.Equals(first.Route, second.Route, StringComparison.OrdinalIgnoreCase)
        && (first.Methods.Count == 0 || second.Methods.Count == 0 || first.Methods.Intersect(second.Methods).Any());
}
