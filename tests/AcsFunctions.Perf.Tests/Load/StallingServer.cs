using AcsFunctions.FunctionsHost;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AcsFunctions.Perf.Tests.Load;

/// <summary>Answers at once, until a request of a chosen number; then nobody is answered for a while.</summary>
internal sealed class StallingServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http = new();
    private readonly TimeSpan stall;
    private readonly int stallsAt;
    private Task stalled = Task.CompletedTask;
    private int requests;

    private StallingServer(int stallsAt, TimeSpan stall)
    {
        this.stallsAt = stallsAt;
        this.stall = stall;
        app = LoopbackServer.CreateBuilder(port: 0, certificate: null, maxRequestBytes: null).Build();
        app.Run(AnswerAsync);
    }

    public static async Task<StallingServer> StartAsync(int stallsAt, TimeSpan stall, CancellationToken cancellationToken)
    {
        var server = new StallingServer(stallsAt, stall);
        await server.app.StartAsync(cancellationToken);
        return server;
    }

    public Task SendAsync(CancellationToken cancellationToken) => http.GetStringAsync(new Uri(app.Urls.Single()), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (Interlocked.Increment(ref requests) == stallsAt)
        {
            stalled = Task.Delay(stall, TimeProvider.System, context.RequestAborted);
        }

        await stalled;
        await context.Response.WriteAsync("answer", context.RequestAborted);
    }
}
