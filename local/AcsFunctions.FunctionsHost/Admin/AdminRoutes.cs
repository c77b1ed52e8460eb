using System.Text;
using System.Text.Json;
using AcsFunctions.FunctionsHost.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AcsFunctions.FunctionsHost.Admin;

/// <summary>
/// The part of the admin API that developers use: azure-functions-host src/WebJobs.Script.WebHost/Controllers/FunctionsController.cs
/// and HostController.cs. All but ping need the master key.
/// </summary>
internal sealed class AdminRoutes(KeyRing keys, HostState state, TimeProvider timeProvider)
{
    private readonly long started = timeProvider.GetTimestamp();

    public void Map(IRouteBuilder routes)
    {
        routes.MapGet("admin/host/ping", Ping);
        routes.MapPost("admin/host/ping", Ping);
        routes.MapGet("admin/host/status", Guarded(GetStatus));
        routes.MapGet("admin/host/keys", Guarded((http, _) => ListKeys(http)));
        // No extension here has webhooks; a stranger is not told so.
        routes.MapRoute("runtime/webhooks/{*path}", context => Guarded((_, _) => Results.NotFound())(context.Request, context.Response, context.GetRouteData()));
        routes.MapGet("admin/functions", Guarded((_, _) => Json(Functions.Select(Describe))));
        routes.MapGet("admin/functions/{name}", Guarded((_, name) => Find(name) is { } found ? Json(Describe(found)) : Results.NotFound()));
        routes.MapGet("admin/functions/{name}/status", Guarded((_, name) => Find(name) is null ? Results.NotFound() : Json(new { })));
        routes.MapPost("admin/functions/{name}", GuardedAsync(RunAsync));
    }

    private IResult GetStatus(HttpContext http, string name) => Json(new
    {
        id = "local",
        state = state.IsReady ? "Running" : "Starting",
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

        if (!state.IsReady || state.Served is not { } served)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        // The caller's activity and other ambient state are not the run's.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(served.Runs[function.Name]);
        }

        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private IReadOnlyList<FunctionDescription> Functions => state.Served?.Descriptions ?? [];

    private FunctionDescription? Find(string name) =>
        Functions.FirstOrDefault(function => string.Equals(function.Name, name, StringComparison.OrdinalIgnoreCase));

    private Func<HttpRequest, HttpResponse, RouteData, Task> Guarded(Func<HttpContext, string, IResult> answer) =>
        GuardedAsync((http, name) => Task.FromResult(answer(http, name)));

    private Func<HttpRequest, HttpResponse, RouteData, Task> GuardedAsync(Func<HttpContext, string, Task<IResult>> answer) =>
        async (request, response, route) =>
        {
            var result = keys.Opens(request, FunctionAuthorizationLevel.Admin)
                ? await answer(request.HttpContext, route.Values["name"]?.ToString() ?? string.Empty)
                : Refuse(request);
            await result.ExecuteAsync(response.HttpContext);
        };

    // A key that is good for something else is forbidden here; who has none is asked for one.
    private IResult Refuse(HttpRequest request)
    {
        if (keys.Knows(request))
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return Results.StatusCode(StatusCodes.Status401Unauthorized);
    }

    private IResult ListKeys(HttpContext http) => Json(new
    {
        keys = new[] { new { name = "default", value = keys.Keys.Host } },
        links = new[] { new { rel = "self", href = $"{http.Request.Scheme}://{http.Request.Host}/admin/host/keys" } },
    });

    private static object Describe(FunctionDescription function) => new
    {
        name = function.Name,
        language = "dotnet-isolated",
        isDisabled = false,
        invoke_url_template = function.Route is { } route ? $"/{route}" : null,
        config = new
        {
            bindings = new object[]
            {
                function.Kind == FunctionKind.Timer
                    ? new { type = "timerTrigger", schedule = function.Schedule }
                    : new { type = "httpTrigger", methods = function.Methods, authLevel = function.AuthorizationLevel?.ToString() },
            },
        },
    };

    private static Task Ping(HttpRequest request, HttpResponse response, RouteData route)
    {
        response.Headers.CacheControl = "no-store,no-cache";
        response.Headers.Pragma = "no-cache";
        return Task.CompletedTask;
    }

    // Whole, and so with its length.
    private static IResult Json<T>(T value) =>
        Results.Text(JsonSerializer.Serialize(value, JsonSerializerOptions.Web), "application/json", Encoding.UTF8);
}
