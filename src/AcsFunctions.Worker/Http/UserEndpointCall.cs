using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Http;

/// <summary>Asks an endpoint, unless the request has a body that it does not take.</summary>
internal static class UserEndpointCall
{
    public static Task<Reply> CallAsync(this IUserEndpoint endpoint, HttpRequestData request, UserContext user, CancellationToken cancellationToken) =>
        endpoint.TakesBody
            ? endpoint.AnswerAsync(request, user, cancellationToken)
            : RequestBody.UnlessAnyAsync(request, token => endpoint.AnswerAsync(request, user, token), cancellationToken);
}
