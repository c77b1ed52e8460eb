using AcsFunctions.FunctionsHost.Security;
using AcsFunctions.FunctionsHost.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;

namespace AcsFunctions.FunctionsHost.Admin;

/// <summary>
/// The part of the admin API that developers use: azure-functions-host src/WebJobs.Script.WebHost/Controllers/FunctionsController.cs
/// and HostController.cs. All but ping need the master key.
/// </summary>
internal sealed class AdminRoutes(
    KeyRing keys, IReadOnlyList<FunctionDescription> functions, IReadOnlyList<ScheduledTimer> timers, HostReadiness readiness, TimeProvider timeProvider)
{
    private readonly long started = timeProvider.GetTimestamp();

    public void Map(IRouteBuilder routes)
    {
        routes.MapGet("admin/host/ping", (_, _, _) => Task.CompletedTask);
        routes.MapPost("admin/host/ping", (_, _, _) => Task.CompletedTask);
        routes.MapGet("admin/host/status", Guarded(GetStatus));
        routes.MapGet("admin/functions", Guarded((_, _) => Json(functions.Select(AdminFunction.From))));
        routes.MapGet("admin/functions/{name}", Guarded((_, name) => Find(name) is { } found ? Json(AdminFunction.From(found)) : Results.NotFound()));
        routes.MapGet("admin/functions/{name}/status", Guarded((_, name) => Find(name) is null ? Results.NotFound() : Json(new { })));
        routes.MapPost("admin/functions/{name}", GuardedAsync(RunAsync));
    }

    private IResult GetStatus(HttpContext http, string name) => Json(new
    {
        id = "local",
        state = readiness.IsReady ? "Running" : "Starting",
        version = typeof(AdminRoutes).Assembly.GetName().Version?.ToString(),
        processUptime = (long)timeProvider.GetElapsedTime(started).TotalMilliseconds,
    });

    // Fire and forget, as there: 202 says that it was started, nothing more.
    private async Task<IResult> RunAsync(HttpContext http, string name)
    {
        if (!http.Request.HasJsonContentType())
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        if (!await AdminInvocation.IsPresentAsync(http.Request))
        {
            return Results.BadRequest();
        }

        if (Find(name) is not { } function)
        {
            return Results.NotFound();
        }

        if (timers.FirstOrDefault(timer => timer.Name == function.Name) is not { } timer)
        {
            return Results.Text("This host starts timer functions only; call an HTTP function by its own route.", statusCode: StatusCodes.Status501NotImplemented);
        }

        if (!readiness.IsReady)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        timer.StartOnce();
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private FunctionDescription? Find(string name) =>
        functions.FirstOrDefault(function => string.Equals(function.Name, name, StringComparison.OrdinalIgnoreCase));

    private Func<HttpRequest, HttpResponse, RouteData, Task> Guarded(Func<HttpContext, string, IResult> answer) =>
        GuardedAsync((http, name) => Task.FromResult(answer(http, name)));

    private Func<HttpRequest, HttpResponse, RouteData, Task> GuardedAsync(Func<HttpContext, string, Task<IResult>> answer) =>
        async (request, response, route) =>
        {
            var result = keys.Opens(request, AuthorizationLevel.Admin)
                ? await answer(request.HttpContext, route.Values["name"]?.ToString() ?? string.Empty)
                : Results.StatusCode(StatusCodes.Status401Unauthorized);
            await result.ExecuteAsync(response.HttpContext);
        };

    private static IResult Json<T>(T value) => Results.Json(value);
}
