using AcsFunctions.FunctionsHost.Functions;
using AcsFunctions.FunctionsHost.Invocation;
using AcsFunctions.FunctionsHost.Protocol;
using AcsFunctions.FunctionsHost.Routing;
using AcsFunctions.FunctionsHost.Security;
using AcsFunctions.FunctionsHost.Workers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AcsFunctions.FunctionsHost.Http;

/// <summary>Serves a request whose function is found: azure-functions-host src/WebJobs.Script.WebHost/Middleware/FunctionInvocationMiddleware.cs.</summary>
internal sealed class HttpFunctionServer(KeyRing keys, FunctionInvoker invoker, string routePrefix, FunctionsHostOptions options)
{
    public async Task ServeAsync(HttpContext http, HostedFunction function, FunctionTrigger.Http trigger)
    {
        var started = options.TimeProvider.GetTimestamp();
        await AnswerAsync(http, function, trigger);
        options.RequestServed?.Invoke(new ServedRequest(
            function.Name,
            FunctionRoutes.WithPrefix(routePrefix, trigger.Route),
            http.Request.Headers.UserAgent.ToString(),
            http.Response.StatusCode,
            options.TimeProvider.GetElapsedTime(started),
            http.Response.Headers.Location));
    }

    private async Task AnswerAsync(HttpContext http, HostedFunction function, FunctionTrigger.Http trigger)
    {
        if (!keys.Opens(http.Request, trigger.Level))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var route = HttpBindingData.RouteValues(http.GetRouteData());
        var call = new FunctionCall(function, await RequestMessage.ReadAsync(http.Request, route, http.RequestAborted))
        {
            BindingData = HttpBindingData.Of(http.Request, route),
            TraceParent = http.Request.Headers.TraceParent.ToString(),
            TraceState = http.Request.Headers.TraceState.ToString(),
        };

        InvocationResponse answer;
        try
        {
            answer = await invoker.InvokeAsync(call, http.RequestAborted);
        }
        catch (NoWorkerException)
        {
            await HostPipeline.AnswerNotRunningAsync(http);
            return;
        }
        catch (Exception)
        {
            // The invoker has logged it; the caller learns nothing: azure-functions-host Middleware/ExceptionMiddleware.cs.
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return;
        }

        await ResponseWriter.WriteAsync(http.Response, answer, http.RequestAborted);
    }
}
