using AcsFunctions.ReadIdentity;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.ReadIdentity;

/// <summary>The same operation for whoever may ask for it: the user, an admin, a back-end with a key.</summary>
public sealed class ReadIdentityFunctions(SelfRoute self, AdminRoute users, KeyedRoute keyed, ReadIdentityOperation operation)
{
    private readonly ReadIdentityEndpoint endpoint = new(operation);

    [Function("ReadMyIdentity")]
    public Task<HttpResponseData> ForSelfAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "me/identity")] HttpRequestData request, CancellationToken cancellationToken) =>
        self.AnswerAsync(request, endpoint, cancellationToken);

    [Function("ReadUserIdentity")]
    public Task<HttpResponseData> ForUserAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "users/{userId}/identity")] HttpRequestData request, string userId, CancellationToken cancellationToken) =>
        users.AnswerAsync(request, userId, endpoint, cancellationToken);

    [Function("KeyedReadUserIdentity")]
    public Task<HttpResponseData> KeyedAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "keyed/users/{userId}/identity")] HttpRequestData request, string userId, CancellationToken cancellationToken) =>
        keyed.AnswerAsync(request, userId, endpoint, cancellationToken);
}
