using AcsFunctions.Worker.Callers;
using AcsFunctions.Worker.Responses;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Routes;

/// <summary>Routes under <c>/api/me</c>: a signed-in user acts for itself. No id is taken from the request, so nobody can act for another.</summary>
public sealed class SelfRoute(EndpointPipeline pipeline, CallerAuthentication authentication)
{
    public Task<HttpResponseData> AnswerAsync(HttpRequestData request, IUserEndpoint endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return pipeline.AnswerAsync(
            request,
            async () => await authentication.AuthenticateAsync(request, cancellationToken) switch
            {
                { Problem: { } problem } => problem,
                { Value: { IsUser: true } caller } => await endpoint.AnswerAsync(
                    request, new Target(caller.UserId, caller.Session, IsSelf: true, caller.EntraObjectId), cancellationToken),
                _ => Problem.InsufficientScope,
            },
            cancellationToken);
    }
}
