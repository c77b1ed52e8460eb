using System.Net.Sockets;
using AcsFunctions.FunctionsHost.Admin;
using AcsFunctions.FunctionsHost.Configuration;
using AcsFunctions.FunctionsHost.Routing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.FunctionsHost.Http;

/// <summary>The host's own web application; it shares no container with the app it serves.</summary>
internal static class WebServer
{
    public static WebApplication Build(FunctionsHostOptions options, HostJson hostJson, HostState state, AdminRoutes admin)
    {
        // The real host is spoken to by HTTP/1.1 alone, from behind the platform's front-end.
        var builder = LoopbackServer.CreateBuilder(options.Port, options.Certificate, RequestBody.Limit, HttpProtocols.Http1);
        builder.Services.AddCors();
        // The stop has its own time limit, and this one must not be the shorter.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainTimeout + TimeSpan.FromMinutes(1));
        options.ConfigureLogging?.Invoke(builder.Logging);
        // ASP.NET's request logs would name the whole address, and a key may be in its query.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

        var web = builder.Build();
        web.UseHostRules(options, hostJson, state);
        web.UseRouter(admin.Map);
        web.UseRouter(new ReportedRoutes(state));
        options.ConfigureWebApplication?.Invoke(web);
        web.UseHomePage();
        return web;
    }

    /// <exception cref="FunctionsHostException">Something else listens on the port, or the system denies it.</exception>
    public static async Task ListenAsync(WebApplication web, int port, CancellationToken cancellationToken)
    {
        try
        {
            await web.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception.GetBaseException() is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
        {
            throw new FunctionsHostException($"Port {port} on 127.0.0.1 is in use: stop what listens there or choose another port.", exception);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new FunctionsHostException(
                $"Port {port} on 127.0.0.1 is denied by the system, as those below 1024 are without privileges on Unix and some on Windows: choose another port.", exception);
        }
    }
}
