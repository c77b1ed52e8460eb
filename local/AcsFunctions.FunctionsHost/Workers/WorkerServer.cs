using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>The gRPC server of one host, on a port of its own that only this machine reaches.</summary>
internal static class WorkerServer
{
    public static WebApplication Build(ExpectedWorkers expected)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            // No TLS, and therefore HTTP/2 from the first byte.
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddRouting().AddSingleton(expected).AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddGrpc(grpc =>
        {
            // What a body may be is the front's to say.
            grpc.MaxReceiveMessageSize = null;
            grpc.MaxSendMessageSize = null;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Logging.ClearProviders();

        var server = builder.Build();
        server.MapGrpcService<WorkerService>();
        return server;
    }
}
