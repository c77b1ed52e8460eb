using AcsFunctions.IssueToken;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.IssueToken;

/// <summary>The same operation for whoever may ask for it: the user, an admin, a back-end with a key.</summary>
public sealed class IssueTokenFunctions(SelfRoute self, AdminRoute users, KeyedRoute keyed, IssueTokenOperation operation, TokenRateLimit rateLimit)
{
    private readonly IssueTokenEndpoint endpoint = new(operation, rateLimit);

    [Function("IssueMyToken")]
    public Task<HttpResponseData> ForSelfAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "me/tokens")] HttpRequestData request, CancellationToken cancellationToken) =>
        self.AnswerAsync(request, endpoint, cancellationToken);

    [Function("IssueUserToken")]
    public Task<HttpResponseData> ForUserAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "users/{userId}/tokens")] HttpRequestData request, string userId, CancellationToken cancellationToken) =>
        users.AnswerAsync(request, userId, endpoint, cancellationToken);

    [Function("KeyedIssueUserToken")]
    public Task<HttpResponseData> KeyedAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "keyed/users/{userId}/tokens")] HttpRequestData request, string userId, CancellationToken cancellationToken) =>
        keyed.AnswerAsync(request, userId, endpoint, cancellationToken);
}
