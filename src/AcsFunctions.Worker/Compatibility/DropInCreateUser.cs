using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>The authentication hero.</summary>
public sealed class DropInCreateUser(DropInRoute route, CreateAcsUserEndpoint endpoint)
{
    [Function(nameof(DropInCreateUser))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "user")] HttpRequestData request, CancellationToken cancellationToken) =>
        route.AnswerAsync(request, endpoint, mints: true, cancellationToken);
}
