using AcsFunctions.Worker.Endpoints;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Functions.Self;

public sealed class ExchangeMyTeamsToken(SelfRoute route, ExchangeTeamsTokenEndpoint endpoint)
{
    [Function(nameof(ExchangeMyTeamsToken))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "me/teams-token")] HttpRequestData request, CancellationToken cancellationToken) =>
        route.AnswerAsync(request, endpoint, cancellationToken);
}
