using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>The calling and chat heroes.</summary>
public sealed class DropInEndpointUrl(DropInRoute route, EndpointUrlEndpoint endpoint)
{
    [Function(nameof(DropInEndpointUrl))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "getEndpointUrl")] HttpRequestData request, CancellationToken cancellationToken) =>
        route.AnswerAsync(request, endpoint, mints: false, cancellationToken);
}
