using AcsFunctions.RevokeTokens;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.RevokeTokens;

/// <summary>The same operation for whoever may ask for it: the user, an admin, a back-end with a key.</summary>
public sealed class RevokeTokensFunctions(SelfRoute self, AdminRoute users, KeyedRoute keyed, RevokeTokensOperation operation)
{
    private readonly RevokeTokensEndpoint endpoint = new(operation);

    [Function("RevokeMyTokens")]
    public Task<HttpResponseData> ForSelfAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "me/tokens/revoke")] HttpRequestData request, CancellationToken cancellationToken) =>
        self.AnswerAsync(request, endpoint, cancellationToken);

    [Function("RevokeUserTokens")]
    public Task<HttpResponseData> ForUserAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "users/{userId}/tokens/revoke")] HttpRequestData request, string userId, CancellationToken cancellationToken) =>
        users.AnswerAsync(request, userId, endpoint, cancellationToken);

    [Function("KeyedRevokeUserTokens")]
    public Task<HttpResponseData> KeyedAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "keyed/users/{userId}/tokens/revoke")] HttpRequestData request, string userId, CancellationToken cancellationToken) =>
        keyed.AnswerAsync(request, userId, endpoint, cancellationToken);
}
