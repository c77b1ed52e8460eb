using AcsFunctions.Worker.Callers;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Http;

/// <summary>Routes under <c>/api/me</c>: a signed-in user acts for itself. No id is taken from the request, so nobody can act for another.</summary>
public sealed class SelfRoute(EndpointPipeline pipeline, CallerAuthentication authentication, ActorLog actors)
{
    public Task<HttpResponseData> AnswerAsync(HttpRequestData request, IUserEndpoint endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return pipeline.AnswerAsync(
            request,
            async () => await authentication.AuthenticateAsync(request, cancellationToken) switch
            {
                { Refusal: { } refusal } => Problem.Of(refusal),
                { Value: { NotUser: null } caller } => await AnswerAsync(
                    request, endpoint, new UserContext(caller.UserId, caller.Session, IsSelf: true, caller.EntraObjectId), cancellationToken),
                { Value: var caller } => Problem.Of(caller!.NotUser!),
            },
            cancellationToken);
    }

    private Task<Reply> AnswerAsync(HttpRequestData request, IUserEndpoint endpoint, UserContext user, CancellationToken cancellationToken)
    {
        Task<Reply> Act(CancellationToken token) => endpoint.CallAsync(request, user, token);
        return endpoint.EndsSessions ? actors.RecordAsync(request, Actor.Self(user.UserId), user.UserId, Act, cancellationToken) : Act(cancellationToken);
    }
}
