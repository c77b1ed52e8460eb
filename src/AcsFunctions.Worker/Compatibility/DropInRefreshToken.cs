using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>The calling and chat heroes.</summary>
public sealed class DropInRefreshToken(DropInRoute route, DropInTokens tokens)
{
    [Function(nameof(DropInRefreshToken))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "refreshToken/{communicationUserId}")] HttpRequestData request, string communicationUserId, CancellationToken cancellationToken) =>
        route.AnswerAsync(request, new DropInRefreshEndpoint(tokens, communicationUserId), mints: true, cancellationToken);
}
