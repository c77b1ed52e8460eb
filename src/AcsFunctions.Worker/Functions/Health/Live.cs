using System.Net;
using AcsFunctions.Worker.Responses;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Functions.Health;

/// <summary>Says that the process answers, and does no work.</summary>
public sealed class Live(EndpointPipeline pipeline)
{
    [Function("HealthLive")]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/live")] HttpRequestData request, CancellationToken cancellationToken) =>
        pipeline.AnswerAsync(
            request,
            () => Task.FromResult(Reply.Of(HttpStatusCode.OK, new StatusBody("live"), WireJson.Default.StatusBody)),
            cancellationToken);
}
