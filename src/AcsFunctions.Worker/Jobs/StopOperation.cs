using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Jobs;

/// <summary>Stops a job. What it did stays done.</summary>
public sealed class StopOperation(JobRoute route)
{
    [Function(nameof(StopOperation))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "keyed/operations/{operationId}")] HttpRequestData request, string operationId, CancellationToken cancellationToken) =>
        route.StopAsync(request, operationId, cancellationToken);
}
