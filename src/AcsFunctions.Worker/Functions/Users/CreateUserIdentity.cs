using AcsFunctions.Worker.Endpoints;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Functions.Users;

public sealed class CreateUserIdentity(AdminRoute route, CreateIdentityEndpoint endpoint)
{
    [Function(nameof(CreateUserIdentity))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "users/{userId}/identity")] HttpRequestData request, string userId, CancellationToken cancellationToken) =>
        route.AnswerAsync(request, userId, endpoint, cancellationToken);
}
