using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Azure.Core.Pipeline;

namespace AcsFunctions.StandIns.Tests.Client;

/// <summary>
/// The service's side of the wire, in process: answers with what it was told, in order, and keeps what it was asked.
/// A request that nothing was scripted for fails the test.
/// </summary>
internal sealed class ScriptedService
{
    private readonly ConcurrentQueue<Func<HttpResponseMessage>> answers = new();

    public List<SeenRequest> Requests { get; } = [];

    public HttpPipelineTransport Transport => new HttpClientTransport(new Handler(this));

    /// <summary>Runs after a request was kept and before it is answered.</summary>
    public Action Asked { get; set; } = () => { };

    public ScriptedService Answers(int status, string? body = null, string contentType = "application/json", params (string Name, string Value)[] headers)
    {
        answers.Enqueue(() =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status);
            if (body is not null)
            {
                response.Content = new StringContent(body, Encoding.UTF8, contentType);
            }

            Array.ForEach(headers, header => response.Headers.TryAddWithoutValidation(header.Name, header.Value));
            return response;
        });
        return this;
    }

    public ScriptedService Breaks()
    {
        answers.Enqueue(() => throw new HttpRequestException("The connection was dropped."));
        return this;
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, MemoryStream body, CancellationToken cancellationToken)
    {
        // As a real connection does: what was cancelled before it was written is not written.
        cancellationToken.ThrowIfCancellationRequested();
        Requests.Add(SeenRequest.Of(request, body.ToArray()));
        Asked();
        cancellationToken.ThrowIfCancellationRequested();
        return answers.TryDequeue(out var answer) ? answer() : throw new InvalidOperationException($"Nothing was scripted for {request.Method} {request.RequestUri}.");
    }

    private sealed class Handler(ScriptedService service) : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var body = new MemoryStream();
            request.Content?.CopyTo(body, null, cancellationToken);
            return service.Answer(request, body, cancellationToken);
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var body = new MemoryStream();
            if (request.Content is { } content)
            {
                await content.CopyToAsync(body, cancellationToken);
            }

            return service.Answer(request, body, cancellationToken);
        }
    }
}
