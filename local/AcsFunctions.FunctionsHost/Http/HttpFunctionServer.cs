using AcsFunctions.FunctionsHost.Discovery;
using AcsFunctions.FunctionsHost.Invocation;
using AcsFunctions.FunctionsHost.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.FunctionsHost.Http;

/// <summary>Serves a request whose function is found: azure-functions-host src/WebJobs.Script.WebHost/Middleware/FunctionInvocationMiddleware.cs.</summary>
internal sealed class HttpFunctionServer(KeyRing keys, FunctionInvoker invoker)
{
    public async Task ServeAsync(HttpContext http, DiscoveredFunction function, FunctionTrigger.Http trigger)
    {
        if (!keys.Opens(http.Request, trigger.Level))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var route = HttpBindingData.RouteValues(http.GetRouteData());
        var body = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        var call = new FunctionCall(function, context => new HostedRequest(context, http.Request, body))
        {
            RouteValues = route,
            BindingData = HttpBindingData.Of(http.Request, route),
            TraceParent = http.Request.Headers.TraceParent.ToString(),
            TraceState = http.Request.Headers.TraceState.ToString(),
        };

        var (succeeded, answer) = await TryInvokeAsync(call, http.RequestAborted);
        if (succeeded)
        {
            await ResponseWriter.WriteAsync(http.Response, answer, http.RequestAborted);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private async Task<(bool Succeeded, HttpResponseData? Answer)> TryInvokeAsync(FunctionCall call, CancellationToken cancellationToken)
    {
        try
        {
            return (true, await invoker.InvokeAsync(call, cancellationToken));
        }
        catch (Exception)
        {
            // The invoker has logged it; the caller learns nothing: azure-functions-host Middleware/ExceptionMiddleware.cs.
            return (false, null);
        }
    }
}
