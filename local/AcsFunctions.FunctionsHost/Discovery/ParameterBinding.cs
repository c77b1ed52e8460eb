using System.Reflection;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.FunctionsHost.Discovery;

internal static class ParameterBinding
{
    public static IReadOnlyList<BoundParameter> Describe(MethodInfo method, string functionName, FunctionTrigger trigger)
    {
        var routeParameters = RouteParameters(functionName, trigger);
        return [.. method.GetParameters().Select(parameter =>
            new BoundParameter(parameter.Name!, parameter.ParameterType, Source(parameter, functionName, routeParameters)))];
    }

    private static ParameterSource Source(ParameterInfo parameter, string functionName, HashSet<string> routeParameters)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<HttpTriggerAttribute>() is not null)
        {
            return type == typeof(HttpRequestData) ? ParameterSource.Trigger : throw Refuse("an HTTP trigger is bound to HttpRequestData only");
        }

        if (parameter.GetCustomAttribute<TimerTriggerAttribute>() is not null)
        {
            return type == typeof(TimerInfo) ? ParameterSource.Trigger : throw Refuse("a timer trigger is bound to TimerInfo only");
        }

        if (type == typeof(FunctionContext))
        {
            return ParameterSource.Context;
        }

        if (type == typeof(CancellationToken))
        {
            return ParameterSource.CancellationToken;
        }

        if (!RouteValue.CanConvertTo(type))
        {
            throw Refuse("this host does not bind its type");
        }

        return routeParameters.Contains(parameter.Name!)
            ? ParameterSource.Route
            : throw Refuse("its function's route has no parameter of that name");

        FunctionsHostException Refuse(string reason) =>
            new($"Parameter '{parameter.Name}' ({type.Name}) of function '{functionName}' cannot be bound: {reason}.");
    }

    private static HashSet<string> RouteParameters(string functionName, FunctionTrigger trigger)
    {
        if (trigger is not FunctionTrigger.Http http)
        {
            return [];
        }

        try
        {
            return RoutePatternFactory.Parse(http.Route).Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        }
        catch (RoutePatternException exception)
        {
            throw new FunctionsHostException($"The route '{http.Route}' of function '{functionName}' cannot be read: {exception.Message}", exception);
        }
    }
}
