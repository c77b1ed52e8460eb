using System.Net;
using AcsFunctions.ExchangeTeamsToken;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.ExchangeTeamsToken;

/// <summary>200 with a Teams user's ACS token.</summary>
public sealed class ExchangeTeamsTokenEndpoint(ExchangeTeamsTokenOperation operation, TokenRateLimit rateLimit) : IUserEndpoint
{
    public bool TakesBody => true;

    public Task<Reply> AnswerAsync(HttpRequestData request, UserContext user, CancellationToken cancellationToken) =>
        rateLimit.AnswerAsync(user, cancellation => ExchangeAsync(request, user, cancellation), cancellationToken);

    private async Task<Reply> ExchangeAsync(HttpRequestData request, UserContext user, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, static () => ExchangeTeamsTokenJson.Default.TeamsTokenRequestBody, new TeamsTokenRequestBody(), cancellationToken);
        if (body.IsRefused)
        {
            return body.Refusal;
        }

        if (string.IsNullOrWhiteSpace(body.Value.TeamsUserAadToken))
        {
            return Problem.InvalidBody("teamsUserAadToken is missing.");
        }

        // A user's own object id comes from the caller: naming one here would be a way to ask for another's token.
        if (user.IsSelf == body.Value.UserObjectId is not null)
        {
            return Problem.InvalidBody(user.IsSelf ? "userObjectId is not taken here; it is the caller's." : "userObjectId is missing.");
        }

        if (!user.IsSelf && !Guid.TryParse(body.Value.UserObjectId, out _))
        {
            return Problem.InvalidBody("userObjectId must be a GUID.");
        }

        var asked = new ExchangeTeamsTokenRequest(body.Value.TeamsUserAadToken, user.IsSelf ? user.EntraObjectId : body.Value.UserObjectId);
        var answer = await operation.ExecuteAsync(user.UserId, user.Session, asked, cancellationToken);
        return answer.IsRefused ? answer.Refusal : Reply.Of(HttpStatusCode.OK, TeamsTokenBody.Of(answer.Value), HttpJson.Default.TeamsTokenBody);
    }
}
