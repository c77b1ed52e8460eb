using AcsFunctions.Identities;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Http;

/// <summary>Routes under <c>/api/keyed</c>: a back-end acts for any user, or for several. The host has checked its key before we are called.</summary>
public sealed class KeyedRoute(EndpointPipeline pipeline, BackEndUserIds userIds, ActorLog actors)
{
    /// <summary>Answers for the user that the path names.</summary>
    public Task<HttpResponseData> AnswerAsync(HttpRequestData request, string userId, IUserEndpoint endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return pipeline.AnswerAsync(
            request,
            () => userIds.Read(userId) switch
            {
                { Value: { } user } => actors.RecordAsync(request, Actor.Key(request), user, token =>
                    endpoint.CallAsync(request, new UserContext(user, Session.Trusted, IsSelf: false, null), token), cancellationToken),
                var refused => Task.FromResult<Reply>(refused.Refusal!),
            },
            cancellationToken);
    }

    /// <summary>Answers where the path names no user.</summary>
    /// <param name="request">The call.</param>
    /// <param name="subject">Whom it was about, asked when it is done: the hash of a user, or a word such as <c>all</c>.</param>
    /// <param name="answer">What is done.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<HttpResponseData> AnswerAsync(
        HttpRequestData request, Func<string> subject, Func<CancellationToken, Task<Reply>> answer, CancellationToken cancellationToken) =>
        pipeline.AnswerAsync(request, () => actors.RecordAsync(request, Actor.Key(request), subject, answer, cancellationToken), cancellationToken);
}
