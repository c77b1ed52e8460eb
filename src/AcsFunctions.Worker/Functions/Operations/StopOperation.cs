using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Functions.Operations;

/// <summary>Has a run end before its end. What it did stays done.</summary>
public sealed class StopOperation(OperationRoute route)
{
    [Function(nameof(StopOperation))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "keyed/operations/{operationId}")] HttpRequestData request, string operationId, CancellationToken cancellationToken) =>
        route.StopAsync(request, operationId, cancellationToken);
}
