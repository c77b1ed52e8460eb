using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AcsFunctions.EndToEnd.Tests.Telemetry;

/// <summary>Takes what an exporter sends by OTLP over HTTP, and keeps the bodies.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string Body)> received = new();
    private readonly WebApplication web;

    private OtlpReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        web = builder.Build();
        web.MapPost("/v1/{signal}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
            // Protobuf holds its texts as they are; Latin-1 keeps every byte a character.
            received.Enqueue((request.Path, Encoding.Latin1.GetString(body.ToArray())));
        });
    }

    public string Address => web.Urls.Single();

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver.web.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public string Received(string signal) => string.Concat(received.Where(one => one.Path == "/v1/" + signal).Select(one => one.Body));

    public ValueTask DisposeAsync() => web.DisposeAsync();
}
