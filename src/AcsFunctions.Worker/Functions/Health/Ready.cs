using System.Net;
using AcsFunctions.Worker.Responses;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Functions.Health;

/// <summary>Says whether a token could be issued now, or which dependency stands in the way.</summary>
public sealed class Ready(EndpointPipeline pipeline, Readiness readiness)
{
    [Function("HealthReady")]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/ready")] HttpRequestData request, CancellationToken cancellationToken) =>
        pipeline.AnswerAsync(
            request,
            async () => await readiness.FailedDependencyAsync(cancellationToken) is { } dependency
                ? Problem.NotReady(dependency)
                : Reply.Of(HttpStatusCode.OK, new StatusBody("ready"), WireJson.Default.StatusBody),
            cancellationToken);
}
