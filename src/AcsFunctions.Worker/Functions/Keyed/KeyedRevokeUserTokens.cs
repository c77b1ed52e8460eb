using AcsFunctions.Worker.Endpoints;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Functions.Keyed;

public sealed class KeyedRevokeUserTokens(KeyedRoute route, RevokeTokensEndpoint endpoint)
{
    [Function(nameof(KeyedRevokeUserTokens))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "keyed/users/{userId}/tokens/revoke")] HttpRequestData request, string userId, CancellationToken cancellationToken) =>
        route.AnswerAsync(request, userId, endpoint, cancellationToken);
}
