using AcsFunctions.Worker.Endpoints;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Functions.Self;

public sealed class IssueMyToken(SelfRoute route, IssueTokenEndpoint endpoint)
{
    [Function(nameof(IssueMyToken))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "me/tokens")] HttpRequestData request, CancellationToken cancellationToken) =>
        route.AnswerAsync(request, endpoint, cancellationToken);
}
