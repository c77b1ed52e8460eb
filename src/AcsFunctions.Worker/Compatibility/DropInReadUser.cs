using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>The authentication hero.</summary>
public sealed class DropInReadUser(DropInRoute route, ReadAcsUserEndpoint endpoint)
{
    [Function(nameof(DropInReadUser))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "user")] HttpRequestData request, CancellationToken cancellationToken) =>
        route.AnswerAsync(request, endpoint, mints: false, cancellationToken);
}
