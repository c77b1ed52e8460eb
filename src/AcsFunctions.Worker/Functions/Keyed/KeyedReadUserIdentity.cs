using AcsFunctions.Worker.Endpoints;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Functions.Keyed;

public sealed class KeyedReadUserIdentity(KeyedRoute route, ReadIdentityEndpoint endpoint)
{
    [Function(nameof(KeyedReadUserIdentity))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "keyed/users/{userId}/identity")] HttpRequestData request, string userId, CancellationToken cancellationToken) =>
        route.AnswerAsync(request, userId, endpoint, cancellationToken);
}
