using AcsFunctions.DeleteIdentity;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.DeleteIdentity;

/// <summary>The same operation for whoever may ask for it: the user, an admin, a back-end with a key.</summary>
public sealed class DeleteIdentityFunctions(SelfRoute self, AdminRoute users, KeyedRoute keyed, DeleteIdentityOperation operation)
{
    private readonly DeleteIdentityEndpoint endpoint = new(operation);

    [Function("DeleteMyIdentity")]
    public Task<HttpResponseData> ForSelfAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "me/identity")] HttpRequestData request, CancellationToken cancellationToken) =>
        self.AnswerAsync(request, endpoint, cancellationToken);

    [Function("DeleteUserIdentity")]
    public Task<HttpResponseData> ForUserAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "users/{userId}/identity")] HttpRequestData request, string userId, CancellationToken cancellationToken) =>
        users.AnswerAsync(request, userId, endpoint, cancellationToken);

    [Function("KeyedDeleteUserIdentity")]
    public Task<HttpResponseData> KeyedAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "keyed/users/{userId}/identity")] HttpRequestData request, string userId, CancellationToken cancellationToken) =>
        keyed.AnswerAsync(request, userId, endpoint, cancellationToken);
}
