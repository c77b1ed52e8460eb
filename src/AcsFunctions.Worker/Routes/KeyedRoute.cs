using AcsFunctions.Identities;
using AcsFunctions.Worker.Requests;
using AcsFunctions.Worker.Responses;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Routes;

/// <summary>Routes under <c>/api/keyed/users/{userId}</c>: a back-end acts for any user. The host has checked its function key before we are called.</summary>
public sealed class KeyedRoute(EndpointPipeline pipeline)
{
    public Task<HttpResponseData> AnswerAsync(HttpRequestData request, string userId, IUserEndpoint endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return pipeline.AnswerAsync(
            request,
            () => UserIdSegment.TryRead(userId, out var user)
                ? endpoint.AnswerAsync(request, new Target(user, Session.Trusted, IsSelf: false, null), cancellationToken)
                : Task.FromResult<Reply>(Problem.InvalidUserId),
            cancellationToken);
    }
}
