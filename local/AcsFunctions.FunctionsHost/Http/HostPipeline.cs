using AcsFunctions.FunctionsHost.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.FunctionsHost.Http;

/// <summary>
/// What stands around every function, in the real host's order: azure-functions-host
/// src/WebJobs.Script.WebHost/WebJobsApplicationBuilderExtension.cs.
/// </summary>
internal static partial class HostPipeline
{
    public static void UseHostRules(this WebApplication app, FunctionsHostOptions options, HostJson hostJson, HostState state)
    {
        app.Use((http, next) => AddCustomHeaders(http, next, hostJson.CustomHeaders));
        app.Use((http, next) => AnswerFailuresAsync(http, next, app.Logger));
        app.UseAllowedOrigins(options.AllowedOrigins, options.AllowCredentials);
        app.Use((http, next) => RefuseUntilReadyAsync(http, next, state));
    }

    public static void UseHomePage(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (http.Request.Path == "/" && http.GetEndpoint() is null)
        {
            await Results.Content("<!DOCTYPE html><title>Functions</title><p>Your Functions 4.0 app is up and running.</p>", "text/html").ExecuteAsync(http);
            return;
        }

        await next(http);
    });

    public static Task AnswerNotRunningAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return http.Response.WriteAsync("Function host is not running.", http.RequestAborted);
    }

    private static Task AddCustomHeaders(HttpContext http, RequestDelegate next, IReadOnlyDictionary<string, string> headers)
    {
        http.Response.OnStarting(() =>
        {
            foreach (var (name, value) in headers)
            {
                http.Response.Headers.TryAdd(name, value);
            }

            return Task.CompletedTask;
        });
        return next(http);
    }

    private static async Task AnswerFailuresAsync(HttpContext http, RequestDelegate next, ILogger logger)
    {
        try
        {
            await next(http);
        }
        catch (Exception exception) when (IsHangUp(exception))
        {
            // Nobody waits for an answer, and what is left of the body is not to be waited for.
            http.Abort();
        }
        catch (Exception exception) when (!http.Response.HasStarted)
        {
            if (!http.RequestAborted.IsCancellationRequested)
            {
                Log.Failed(logger, exception);
            }

            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    // In the midst of a body, whose reader may notice before the request is marked as aborted.
    private static bool IsHangUp(Exception exception) =>
        exception is ConnectionResetException or BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest };

    private static Task RefuseUntilReadyAsync(HttpContext http, RequestDelegate next, HostState state)
    {
        if (state.IsReady || http.Request.Path.StartsWithSegments("/admin", StringComparison.OrdinalIgnoreCase))
        {
            return next(http);
        }

        return AnswerNotRunningAsync(http);
    }

    private static partial class Log
    {
        [LoggerMessage(10, LogLevel.Error, "The host failed to serve a request")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
