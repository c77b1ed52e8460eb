using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>The web calling tutorial.</summary>
public sealed class DropInNestedToken(DropInRoute route, NestedTokenEndpoint endpoint)
{
    [Function(nameof(DropInNestedToken))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "getCommunicationUserToken")] HttpRequestData request, CancellationToken cancellationToken) =>
        route.AnswerAsync(request, endpoint, mints: true, cancellationToken);
}
