using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Functions.Operations;

/// <summary>How far a run has come, asked of any instance.</summary>
public sealed class ReadOperation(OperationRoute route)
{
    [Function(nameof(ReadOperation))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "keyed/operations/{operationId}")] HttpRequestData request, string operationId, CancellationToken cancellationToken) =>
        route.ReadAsync(request, operationId, cancellationToken);
}
