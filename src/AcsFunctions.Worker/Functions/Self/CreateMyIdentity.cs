using AcsFunctions.Worker.Endpoints;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Functions.Self;

public sealed class CreateMyIdentity(SelfRoute route, CreateIdentityEndpoint endpoint)
{
    [Function(nameof(CreateMyIdentity))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "me/identity")] HttpRequestData request, CancellationToken cancellationToken) =>
        route.AnswerAsync(request, endpoint, cancellationToken);
}
