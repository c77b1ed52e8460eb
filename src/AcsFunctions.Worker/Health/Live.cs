using System.Net;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Health;

/// <summary>Says that the process answers, and does no work.</summary>
public sealed class Live(EndpointPipeline pipeline)
{
    [Function("HealthLive")]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/live")] HttpRequestData request, CancellationToken cancellationToken) =>
        pipeline.AnswerAsync(
            request,
            () => RequestBody.UnlessAnyAsync(
                request, _ => Task.FromResult(Reply.Of(HttpStatusCode.OK, new StatusBody("live"), HealthJson.Default.StatusBody)), cancellationToken),
            cancellationToken);
}
