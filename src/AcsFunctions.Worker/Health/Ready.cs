using System.Net;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Health;

/// <summary>Says whether a token could be issued now, or which dependency stands in the way.</summary>
public sealed class Ready(EndpointPipeline pipeline, Readiness readiness)
{
    [Function("HealthReady")]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/ready")] HttpRequestData request, CancellationToken cancellationToken) =>
        pipeline.AnswerAsync(
            request,
            () => RequestBody.UnlessAnyAsync(request, AnswerAsync, cancellationToken),
            cancellationToken);

    private async Task<Reply> AnswerAsync(CancellationToken cancellationToken) =>
        await readiness.FindFaultAsync(cancellationToken) is { } fault
            ? fault.MayPass ? Problem.NotReady(fault.Name) : Problem.ConfigurationUnusable(fault.Name)
            : Reply.Of(HttpStatusCode.OK, new StatusBody("ready"), HealthJson.Default.StatusBody);
}
