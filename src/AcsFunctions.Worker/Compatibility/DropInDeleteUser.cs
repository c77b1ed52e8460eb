using AcsFunctions.DeleteIdentity;
using AcsFunctions.Worker.DeleteIdentity;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>The authentication hero.</summary>
public sealed class DropInDeleteUser(DropInRoute route, DeleteIdentityOperation operation)
{
    [Function(nameof(DropInDeleteUser))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "user")] HttpRequestData request, CancellationToken cancellationToken) =>
        route.AnswerAsync(request, new DeleteIdentityEndpoint(operation), mints: false, cancellationToken);
}
