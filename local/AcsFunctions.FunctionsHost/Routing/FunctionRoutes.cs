using AcsFunctions.FunctionsHost.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Constraints;

namespace AcsFunctions.FunctionsHost.Routing;

/// <summary>
/// The functions' routes on ASP.NET's classic router, as in the real host: tried in order, the first match wins, and the method is
/// one more constraint, so that a wrong one is a 404. azure-functions-host src/WebJobs.Script.WebHost/WebScriptHostHttpRoutesManager.cs.
/// </summary>
internal static class FunctionRoutes
{
    public static string WithPrefix(string prefix, string route) => prefix.Length == 0 ? route : $"{prefix}/{route}";

    public static RouteCollection Build(
        IReadOnlyList<HostedFunction> functions,
        string prefix,
        IInlineConstraintResolver constraints,
        Func<HttpContext, HostedFunction, FunctionTrigger.Http, Task> serve)
    {
        var routes = new RouteCollection();
        foreach (var function in functions)
        {
            if (function.Trigger is FunctionTrigger.Http http)
            {
                routes.Add(Create(function, http, prefix, constraints, context => serve(context, function, http)));
            }
        }

        return routes;
    }

    private static Route Create(
        HostedFunction function, FunctionTrigger.Http http, string prefix, IInlineConstraintResolver constraints, RequestDelegate serve)
    {
        var methods = new Dictionary<string, object>();
        if (http.Methods.Count > 0)
        {
            methods.Add("httpMethod", new HttpMethodRouteConstraint([.. http.Methods]));
        }

        try
        {
            return new Route(new RouteHandler(serve), function.Name, WithPrefix(prefix, http.Route), [], methods, [], constraints);
        }
        catch (Exception exception) when (exception is RouteCreationException or ArgumentException)
        {
            throw new FunctionsHostException($"The route '{http.Route}' of function '{function.Name}' cannot be used: {exception.Message}", exception);
        }
    }
}
