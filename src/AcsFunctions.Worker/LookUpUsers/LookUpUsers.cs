using System.Net;
using AcsFunctions.Identities;
using AcsFunctions.LookUpUsers;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.LookUpUsers;

/// <summary>The identities of several users at once: for whoever starts a chat.</summary>
public sealed class LookUpUsers(KeyedRoute keyed, BackEndUserIds userIds, ActorLog actors, LookUpUsersOperation operation)
{
    // A hundred ids of 256 characters, each of them escaped.
    private const int MostBytes = 256 * 1024;

    [Function(nameof(LookUpUsers))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "keyed/identities/lookup")] HttpRequestData request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return keyed.AnswerAsync(request, static () => "several", token => AnswerAsync(request, token), cancellationToken);
    }

    private async Task<Reply> AnswerAsync(HttpRequestData request, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(
            request, static () => LookUpUsersJson.Default.LookUpRequestBody, new LookUpRequestBody(), whenNull: null, MostBytes, cancellationToken);
        return body switch
        {
            { Refusal: { } problem } => problem,
            { Value.UserIds: { Count: > 0 and <= LookUpUsersOperation.MaxUsers } ids } when !ids.Contains(null) =>
                await LookUpAsync(request, [.. ids.OfType<string>()], body.Value.Create, cancellationToken),
            _ => Problem.InvalidBody($"userIds must name 1 to {LookUpUsersOperation.MaxUsers} users."),
        };
    }

    private async Task<Reply> LookUpAsync(HttpRequestData request, IReadOnlyList<string> asked, bool create, CancellationToken cancellationToken)
    {
        var ids = asked.Select(userIds.Parse).ToList();
        var known = ids.Select(id => id.Value).OfType<UserId>().Distinct().ToList();
        var found = known.Zip(await operation.ExecuteAsync(known, create, cancellationToken)).ToDictionary(answer => answer.First, answer => answer.Second);
        if (create)
        {
            foreach (var (user, answer) in found)
            {
                actors.Record(request, Actor.Key(request), user, answer.IsRefused ? Problem.Of(answer.Refusal).Code : "ok");
            }
        }

        var entries = asked.Zip(ids, (text, id) => id.IsRefused ? LookedUpUserBody.Of(text, id.Refusal) : LookedUpUserBody.Of(text, found[id.Value]));
        return Reply.Of(HttpStatusCode.OK, new LookedUpBody([.. entries]), LookUpUsersJson.Default.LookedUpBody);
    }
}
