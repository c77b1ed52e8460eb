using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AcsFunctions.FunctionsHost;

/// <summary>A web application on 127.0.0.1 that is a part of something else, and starts and stops with it.</summary>
public static class LoopbackServer
{
    /// <summary>Begins one that has routing and no log. No environment variable, settings file or signal of this process reaches it.</summary>
    /// <param name="port">0 to 65535; 0 picks a free one.</param>
    /// <param name="certificate">Serves https, with this certificate and its key; null serves http.</param>
    /// <param name="maxRequestBytes">The longest body that a request may have; null sets no limit.</param>
    /// <param name="protocols">The versions of HTTP; null takes HTTP/1.1, and HTTP/2 where it is served by https.</param>
    public static WebApplicationBuilder CreateBuilder(int port, X509Certificate2? certificate, long? maxRequestBytes, HttpProtocols? protocols = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                if (protocols is { } versions)
                {
                    listen.Protocols = versions;
                }

                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = maxRequestBytes;
        });
        builder.Services.AddRouting().AddSingleton<IHostLifetime, NoLifetime>();
        return builder;
    }

    // The default one takes signals over from the process.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
