using System.Net;
using AcsFunctions.CreateGuest;
using AcsFunctions.Identities;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.CreateGuest;

/// <summary>An identity for one visit, with its first token.</summary>
public sealed class CreateGuest(KeyedRoute keyed, CreateGuestOperation operation)
{
    [Function(nameof(CreateGuest))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "keyed/guests")] HttpRequestData request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        string? created = null;
        return keyed.AnswerAsync(request, () => created ?? "nobody", AnswerAsync, cancellationToken);

        async Task<Reply> AnswerAsync(CancellationToken token)
        {
            var body = await RequestBody.ReadAsync(
                request, static () => CreateGuestJson.Default.GuestRequestBody, new GuestRequestBody(), whenNull: new GuestRequestBody(), RequestBody.MostBytes, token);
            if (body.IsRefused)
            {
                return body.Refusal;
            }

            var asked = new CreateGuestRequest(body.Value.Scopes, body.Value.ExpiresInMinutes, body.Value.DeleteAfterMinutes);
            var answer = await operation.ExecuteAsync(asked, token);
            if (answer.IsRefused)
            {
                return answer.Refusal;
            }

            created = UserKey.Of(answer.Value.UserId).Hash;
            return Reply.Of(HttpStatusCode.Created, GuestBody.Of(answer.Value), CreateGuestJson.Default.GuestBody);
        }
    }
}
