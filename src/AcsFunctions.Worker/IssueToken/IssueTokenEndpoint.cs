using System.Net;
using AcsFunctions.IssueToken;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.IssueToken;

/// <summary>200 with a token.</summary>
public sealed class IssueTokenEndpoint(IssueTokenOperation operation, TokenRateLimit rateLimit) : IUserEndpoint
{
    public bool TakesBody => true;

    public Task<Reply> AnswerAsync(HttpRequestData request, UserContext user, CancellationToken cancellationToken) =>
        rateLimit.AnswerAsync(user, cancellation => IssueAsync(request, user, cancellation), cancellationToken);

    private async Task<Reply> IssueAsync(HttpRequestData request, UserContext user, CancellationToken cancellationToken)
    {
        var body = await RequestBody.ReadAsync(request, static () => IssueTokenJson.Default.TokenRequestBody, new TokenRequestBody(), cancellationToken);
        if (body.IsRefused)
        {
            return body.Refusal;
        }

        var asked = new IssueTokenRequest(body.Value.Scopes, body.Value.ExpiresInMinutes);
        var answer = await operation.ExecuteAsync(user.UserId, user.Session, asked, cancellationToken);
        return answer.IsRefused ? answer.Refusal : Reply.Of(HttpStatusCode.OK, TokenBody.Of(answer.Value), HttpJson.Default.TokenBody);
    }
}
