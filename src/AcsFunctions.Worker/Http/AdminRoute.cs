using AcsFunctions.Identities;
using AcsFunctions.Worker.Callers;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Http;

/// <summary>Routes under <c>/api/users/{userId}</c>: a token with the admin role acts for any user. The admin's own sessions can be ended too.</summary>
public sealed class AdminRoute(EndpointPipeline pipeline, CallerAuthentication authentication, BackEndUserIds userIds, IdentityRegistry registry, ActorLog actors)
{
    public Task<HttpResponseData> AnswerAsync(HttpRequestData request, string userId, IUserEndpoint endpoint, CancellationToken cancellationToken) =>
        pipeline.AnswerAsync(
            request,
            async () =>
            {
                ArgumentNullException.ThrowIfNull(endpoint);
                var caller = await authentication.AuthenticateAsync(request, cancellationToken);
                if (caller.IsRefused)
                {
                    return Problem.Of(caller.Refusal);
                }

                if (caller.Value.NotAdmin is { } notAdmin)
                {
                    return Problem.Of(notAdmin);
                }

                var user = userIds.Read(userId);
                if (user.IsRefused)
                {
                    return user.Refusal;
                }

                return await registry.AdmitAsync(caller.Value.UserId, caller.Value.Session, cancellationToken) is { } refusal
                    ? refusal
                    : await actors.RecordAsync(request, Actor.Admin(caller.Value.UserId), user.Value, token =>
                        endpoint.CallAsync(request, new UserContext(user.Value, Session.Trusted, IsSelf: false, null), token), cancellationToken);
            },
            cancellationToken);
}
