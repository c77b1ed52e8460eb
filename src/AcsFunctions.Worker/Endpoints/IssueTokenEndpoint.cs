using System.Net;
using AcsFunctions.IssueToken;
using AcsFunctions.Worker.RateLimits;
using AcsFunctions.Worker.Requests;
using AcsFunctions.Worker.Responses;
using AcsFunctions.Worker.Routes;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Endpoints;

/// <summary>200 with a token.</summary>
public sealed class IssueTokenEndpoint(IssueTokenOperation operation, TokenRateLimit rateLimit) : IUserEndpoint
{
    public Task<Reply> AnswerAsync(HttpRequestData request, Target target, CancellationToken cancellationToken) =>
        rateLimit.AnswerAsync(target, cancellation => IssueAsync(request, target, cancellation), cancellationToken);

    private async Task<Reply> IssueAsync(HttpRequestData request, Target target, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, static () => WireJson.Default.TokenRequestBody, new TokenRequestBody(), cancellationToken);
        if (body.HasProblem)
        {
            return body.Problem;
        }

        var asked = new IssueTokenRequest(body.Value.Scopes, body.Value.ExpiresInMinutes);
        var answer = await operation.ExecuteAsync(target.UserId, target.Session, asked, cancellationToken);
        return answer.IsRefused ? answer.Refusal : Reply.Of(HttpStatusCode.OK, TokenBody.Of(answer.Value), WireJson.Default.TokenBody);
    }
}
