using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Jobs;

/// <summary>The job's status and report; any instance can tell them.</summary>
public sealed class ReadOperation(JobRoute route)
{
    [Function(nameof(ReadOperation))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "keyed/operations/{operationId}")] HttpRequestData request, string operationId, CancellationToken cancellationToken) =>
        route.ReadAsync(request, operationId, cancellationToken);
}
