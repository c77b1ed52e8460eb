using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>The calling, chat and authentication heroes, Virtual Visits, and the calling heroes of iOS and Android.</summary>
public sealed class DropInToken(DropInRoute route, DropInTokenEndpoint endpoint)
{
    [Function(nameof(DropInToken))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "token")] HttpRequestData request, CancellationToken cancellationToken) =>
        route.AnswerAsync(request, endpoint, mints: true, cancellationToken);
}
