using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>The tutorial of Microsoft Learn for a trusted service.</summary>
public sealed class DropInTutorialToken(DropInRoute route, DropInTokenEndpoint endpoint)
{
    [Function(nameof(DropInTutorialToken))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "Function")] HttpRequestData request, CancellationToken cancellationToken) =>
        route.AnswerAsync(request, endpoint, mints: true, cancellationToken);
}
