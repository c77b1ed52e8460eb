using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>The authentication hero.</summary>
public sealed class DropInTeamsToken(DropInRoute route, DropInTeamsTokenEndpoint endpoint)
{
    [Function(nameof(DropInTeamsToken))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "token/teams")] HttpRequestData request, CancellationToken cancellationToken) =>
        route.AnswerAsync(request, endpoint, mints: true, cancellationToken);
}
