using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AcsFunctions.FunctionsHost.Workers;

/// <summary>The gRPC server of one host, on a port of its own that only this machine reaches.</summary>
internal static class WorkerServer
{
    public static WebApplication Build(ExpectedWorkers expected)
    {
        // No TLS, and therefore HTTP/2 from the first byte.
        var builder = LoopbackServer.CreateBuilder(port: 0, certificate: null, maxRequestBytes: null, HttpProtocols.Http2);
        builder.Services.AddSingleton(expected).AddGrpc(grpc =>
        {
            // What a body may be is the front's to say.
            grpc.MaxReceiveMessageSize = null;
            grpc.MaxSendMessageSize = null;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));

        var server = builder.Build();
        server.MapGrpcService<WorkerService>();
        return server;
    }
}
