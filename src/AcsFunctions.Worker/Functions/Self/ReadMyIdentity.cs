using AcsFunctions.Worker.Endpoints;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Functions.Self;

public sealed class ReadMyIdentity(SelfRoute route, ReadIdentityEndpoint endpoint)
{
    [Function(nameof(ReadMyIdentity))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "me/identity")] HttpRequestData request, CancellationToken cancellationToken) =>
        route.AnswerAsync(request, endpoint, cancellationToken);
}
