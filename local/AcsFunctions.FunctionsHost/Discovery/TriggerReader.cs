using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace AcsFunctions.FunctionsHost.Discovery;

internal static class TriggerReader
{
    public static FunctionTrigger? Read(ParameterInfo parameter, string functionName)
    {
        if (parameter.GetCustomAttribute<HttpTriggerAttribute>() is { } http)
        {
            return new FunctionTrigger.Http(
                [.. (http.Methods ?? []).Select(method => method.ToUpperInvariant())],
                string.IsNullOrWhiteSpace(http.Route) ? functionName : http.Route.Trim('/'),
                StatesLevel(parameter) ? http.AuthLevel : AuthorizationLevel.Function);
        }

        return parameter.GetCustomAttribute<TimerTriggerAttribute>() is { } timer
            ? new FunctionTrigger.Timer(timer.Schedule, timer.UseMonitor, timer.RunOnStartup)
            : null;
    }

    // A trigger that states no level reads as Anonymous here, but reaches the real host without one, which takes that as Function:
    // azure-functions-host src/WebJobs.Script/Binding/WebJobsCoreScriptBindingProvider.cs.
    private static bool StatesLevel(ParameterInfo parameter) => parameter.GetCustomAttributesData()
        .First(data => data.AttributeType == typeof(HttpTriggerAttribute))
        .ConstructorArguments
        .Any(argument => argument.ArgumentType == typeof(AuthorizationLevel));
}
