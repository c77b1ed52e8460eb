using AcsFunctions.Worker.Endpoints;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Functions.Users;

public sealed class ReadUserIdentity(AdminRoute route, ReadIdentityEndpoint endpoint)
{
    [Function(nameof(ReadUserIdentity))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "users/{userId}/identity")] HttpRequestData request, string userId, CancellationToken cancellationToken) =>
        route.AnswerAsync(request, userId, endpoint, cancellationToken);
}
