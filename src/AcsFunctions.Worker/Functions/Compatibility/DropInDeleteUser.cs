using AcsFunctions.Worker.Compatibility;
using AcsFunctions.Worker.Endpoints;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Functions.Compatibility;

/// <summary>The authentication hero.</summary>
public sealed class DropInDeleteUser(DropInRoute route, DeleteIdentityEndpoint endpoint)
{
    [Function(nameof(DropInDeleteUser))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "user")] HttpRequestData request, CancellationToken cancellationToken) =>
        route.AnswerAsync(request, endpoint, mints: false, cancellationToken);
}
