using AcsFunctions.ExchangeTeamsToken;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.ExchangeTeamsToken;

/// <summary>The same operation for whoever may ask for it: the user, an admin, a back-end with a key.</summary>
public sealed class ExchangeTeamsTokenFunctions(SelfRoute self, AdminRoute users, KeyedRoute keyed, ExchangeTeamsTokenOperation operation, TokenRateLimit rateLimit)
{
    private readonly ExchangeTeamsTokenEndpoint endpoint = new(operation, rateLimit);

    [Function("ExchangeMyTeamsToken")]
    public Task<HttpResponseData> ForSelfAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "me/teams-token")] HttpRequestData request, CancellationToken cancellationToken) =>
        self.AnswerAsync(request, endpoint, cancellationToken);

    [Function("ExchangeUserTeamsToken")]
    public Task<HttpResponseData> ForUserAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "users/{userId}/teams-token")] HttpRequestData request, string userId, CancellationToken cancellationToken) =>
        users.AnswerAsync(request, userId, endpoint, cancellationToken);

    [Function("KeyedExchangeUserTeamsToken")]
    public Task<HttpResponseData> KeyedAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "keyed/users/{userId}/teams-token")] HttpRequestData request, string userId, CancellationToken cancellationToken) =>
        keyed.AnswerAsync(request, userId, endpoint, cancellationToken);
}
