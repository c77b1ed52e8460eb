using System.Net;
using AcsFunctions.ExchangeTeamsToken;
using AcsFunctions.Worker.RateLimits;
using AcsFunctions.Worker.Requests;
using AcsFunctions.Worker.Responses;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Endpoints;

/// <summary>200 with a Teams user's ACS token.</summary>
public sealed class ExchangeTeamsTokenEndpoint(ExchangeTeamsTokenOperation operation, TokenRateLimit rateLimit) : IUserEndpoint
{
    public Task<Reply> AnswerAsync(HttpRequestData request, Target target, CancellationToken cancellationToken) =>
        rateLimit.AnswerAsync(target, cancellation => ExchangeAsync(request, target, cancellation), cancellationToken);

    private async Task<Reply> ExchangeAsync(HttpRequestData request, Target target, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, static () => WireJson.Default.TeamsTokenRequestBody, new TeamsTokenRequestBody(), cancellationToken);
        if (body.HasProblem)
        {
            return body.Problem;
        }

        if (string.IsNullOrWhiteSpace(body.Value.TeamsUserAadToken))
        {
            return Problem.InvalidBody("teamsUserAadToken is missing.");
        }

        // A user's own object id comes from the caller: naming one here would be a way to ask for another's token.
        if (target.IsSelf == body.Value.UserObjectId is not null)
        {
            return Problem.InvalidBody(target.IsSelf ? "userObjectId is not taken here; it is the caller's." : "userObjectId is missing.");
        }

        if (!target.IsSelf && !Guid.TryParse(body.Value.UserObjectId, out _))
        {
            return Problem.InvalidBody("userObjectId must be a GUID.");
        }

        var asked = new ExchangeTeamsTokenRequest(body.Value.TeamsUserAadToken, target.IsSelf ? target.EntraObjectId : body.Value.UserObjectId);
        var answer = await operation.ExecuteAsync(target.UserId, target.Session, asked, cancellationToken);
        return answer.IsRefused ? answer.Refusal : Reply.Of(HttpStatusCode.OK, TeamsTokenBody.Of(answer.Value), WireJson.Default.TeamsTokenBody);
    }
}
