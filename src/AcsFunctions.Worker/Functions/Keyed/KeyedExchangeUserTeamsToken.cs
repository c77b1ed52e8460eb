using AcsFunctions.Worker.Endpoints;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Functions.Keyed;

public sealed class KeyedExchangeUserTeamsToken(KeyedRoute route, ExchangeTeamsTokenEndpoint endpoint)
{
    [Function(nameof(KeyedExchangeUserTeamsToken))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "keyed/users/{userId}/teams-token")] HttpRequestData request, string userId, CancellationToken cancellationToken) =>
        route.AnswerAsync(request, userId, endpoint, cancellationToken);
}
