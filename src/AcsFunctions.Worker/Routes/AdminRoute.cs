using AcsFunctions.Identities;
using AcsFunctions.Worker.Callers;
using AcsFunctions.Worker.Requests;
using AcsFunctions.Worker.Responses;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Routes;

/// <summary>Routes under <c>/api/users/{userId}</c>: a token with the admin role acts for any user. The admin's own sessions can be ended too.</summary>
public sealed class AdminRoute(EndpointPipeline pipeline, CallerAuthentication authentication, IdentityRegistry registry)
{
    public Task<HttpResponseData> AnswerAsync(HttpRequestData request, string userId, IUserEndpoint endpoint, CancellationToken cancellationToken) =>
        pipeline.AnswerAsync(
            request,
            async () =>
            {
                ArgumentNullException.ThrowIfNull(endpoint);
                var caller = await authentication.AuthenticateAsync(request, cancellationToken);
                if (caller.HasProblem)
                {
                    return caller.Problem;
                }

                if (!caller.Value.IsAdmin)
                {
                    return Problem.AdminRoleRequired;
                }

                if (!UserIdSegment.TryRead(userId, out var user))
                {
                    return Problem.InvalidUserId;
                }

                return await registry.AdmitAsync(caller.Value.UserId, caller.Value.Session, cancellationToken) is { } refusal
                    ? refusal
                    : await endpoint.AnswerAsync(request, new Target(user, Session.Trusted, IsSelf: false, null), cancellationToken);
            },
            cancellationToken);
}
