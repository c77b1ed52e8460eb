using AcsFunctions.FunctionsHost.Discovery;
using AcsFunctions.FunctionsHost.Routing;
using AcsFunctions.FunctionsHost.Timers;

namespace AcsFunctions.FunctionsHost;

internal static class FunctionDescriptions
{
    public static FunctionDescription Describe(
        DiscoveredFunction function, string routePrefix, IReadOnlyDictionary<DiscoveredFunction, TimerSchedule> schedules) =>
        function.Trigger switch
        {
            FunctionTrigger.Http http => new FunctionDescription(
                function.Name, FunctionKind.Http, http.Methods, FunctionRoutes.WithPrefix(routePrefix, http.Route), http.Level, null),
            _ => new FunctionDescription(function.Name, FunctionKind.Timer, [], null, null, schedules[function].Expression),
        };
}
