using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Contract;

/// <summary>Tells the contract, <c>openapi.yaml</c> of the repository, to anyone.</summary>
public sealed class OpenApi(EndpointPipeline pipeline)
{
    private static readonly Lazy<byte[]> Document = new(Read);

    [Function(nameof(OpenApi))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.yaml")] HttpRequestData request, CancellationToken cancellationToken) =>
        pipeline.AnswerAsync(
            request,
            () => RequestBody.UnlessAnyAsync(request, _ => Task.FromResult(Reply.Text(Document.Value, "application/yaml")), cancellationToken),
            cancellationToken);

    private static byte[] Read()
    {
        using var stream = typeof(OpenApi).Assembly.GetManifestResourceStream("openapi.yaml")
            ?? throw new InvalidOperationException("openapi.yaml is not in the assembly.");
        var document = new byte[stream.Length];
        stream.ReadExactly(document);
        return document;
    }
}
