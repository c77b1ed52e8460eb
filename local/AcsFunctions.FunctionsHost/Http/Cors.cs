using Microsoft.AspNetCore.Builder;

namespace AcsFunctions.FunctionsHost.Http;

/// <summary>
/// CORS by allow-list, before keys and routes: azure-functions-host src/WebJobs.Script.WebHost/Middleware/JobHostCorsMiddleware.cs.
/// Without a list OPTIONS is an ordinary request.
/// </summary>
internal static class Cors
{
    public static void UseAllowedOrigins(this WebApplication app, IReadOnlyList<string> origins, bool allowCredentials)
    {
        if (allowCredentials && origins.Contains("*"))
        {
            throw new FunctionsHostException("Credentials are allowed to named origins only, not to '*'.");
        }

        if (origins.Count == 0)
        {
            return;
        }

        app.UseCors(policy =>
        {
            policy.WithOrigins([.. origins]).AllowAnyHeader().AllowAnyMethod();
            if (allowCredentials)
            {
                policy.AllowCredentials();
            }
        });
    }
}
