using AcsFunctions.CreateIdentity;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.CreateIdentity;

/// <summary>The same operation for the user and for an admin; a back-end with a key can also adopt on its route.</summary>
public sealed class CreateIdentityFunctions(SelfRoute self, AdminRoute users, CreateIdentityOperation operation)
{
    private readonly CreateIdentityEndpoint endpoint = new(operation);

    [Function("CreateMyIdentity")]
    public Task<HttpResponseData> ForSelfAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "me/identity")] HttpRequestData request, CancellationToken cancellationToken) =>
        self.AnswerAsync(request, endpoint, cancellationToken);

    [Function("CreateUserIdentity")]
    public Task<HttpResponseData> ForUserAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "users/{userId}/identity")] HttpRequestData request, string userId, CancellationToken cancellationToken) =>
        users.AnswerAsync(request, userId, endpoint, cancellationToken);
}
