using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AcsFunctions.AcsEmulator.Hosting;

/// <summary>The emulator's socket.</summary>
internal sealed class KestrelHost : IAsyncDisposable
{
    private readonly WebApplication application;

    private KestrelHost(WebApplication application, Uri endpoint) => (this.application, Endpoint) = (application, endpoint);

    public Uri Endpoint { get; }

    /// <exception cref="IOException">The port is taken, or denied.</exception>
    public static async Task<KestrelHost> StartAsync(AcsEmulatorOptions options, X509Certificate2? certificate, RequestDelegate handle, CancellationToken cancellationToken)
    {
        var application = Build(options, certificate);
        application.Run(handle);
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            await application.DisposeAsync();
            if (exception is SocketException { SocketErrorCode: SocketError.AccessDenied })
            {
                throw new IOException($"Port {options.Port} is denied by the system: those below 1024 need privileges on Unix, and Windows reserves some.", exception);
            }

            throw;
        }

        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        var endpoint = new UriBuilder(addresses.Addresses.Single());
        endpoint.Host = options.HostName ?? IPAddress.Loopback.ToString();
        return new KestrelHost(application, endpoint.Uri);
    }

    internal static WebApplication Build(AcsEmulatorOptions options, X509Certificate2? certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Configure(kestrel, options, certificate));
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        return builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        // Idle connections of a client that lives on must not hold the end up.
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await application.StopAsync(now.Token);
        await application.DisposeAsync();
    }

    private static void Configure(KestrelServerOptions kestrel, AcsEmulatorOptions options, X509Certificate2? certificate)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Listen(options.ListenOnAnyAddress ? IPAddress.Any : IPAddress.Loopback, options.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        });
    }

    // The default one takes signals over from the process, which then no Ctrl+C ends.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
