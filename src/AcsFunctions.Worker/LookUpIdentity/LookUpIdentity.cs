using System.Net;
using AcsFunctions.LookUpIdentity;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.LookUpIdentity;

/// <summary>Whose an ACS identity is: for whoever has an event of ACS and needs the user.</summary>
public sealed class LookUpIdentity(KeyedRoute keyed, LookUpIdentityOperation operation)
{
    [Function(nameof(LookUpIdentity))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "keyed/identities/{communicationUserId}")] HttpRequestData request,
        string communicationUserId,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        string? found = null;
        return keyed.AnswerAsync(request, () => found ?? "nobody", token => RequestBody.UnlessAnyAsync(request, AnswerAsync, token), cancellationToken);

        async Task<Reply> AnswerAsync(CancellationToken token)
        {
            if (!CommunicationUserIdText.TryParse(communicationUserId, out var identity))
            {
                return Problem.InvalidCommunicationUserId;
            }

            var answer = await operation.ExecuteAsync(identity, token);
            if (answer.IsRefused)
            {
                return answer.Refusal;
            }

            found = answer.Value.Key.Hash;
            return Reply.Of(HttpStatusCode.OK, IdentityOwnerBody.Of(answer.Value), LookUpIdentityJson.Default.IdentityOwnerBody);
        }
    }
}
