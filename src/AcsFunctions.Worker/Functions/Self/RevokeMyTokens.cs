using AcsFunctions.Worker.Endpoints;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Functions.Self;

public sealed class RevokeMyTokens(SelfRoute route, RevokeTokensEndpoint endpoint)
{
    [Function(nameof(RevokeMyTokens))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "me/tokens/revoke")] HttpRequestData request, CancellationToken cancellationToken) =>
        route.AnswerAsync(request, endpoint, cancellationToken);
}
