using System.Net;
using AcsFunctions.ExchangeTeamsToken;
using AcsFunctions.Worker.Http;
using Microsoft.Azure.Functions.Worker.Http;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>200 with a Teams user's ACS token, in exchange for the Entra token in the header <c>teams-user-aad-token</c>.</summary>
public sealed class DropInTeamsTokenEndpoint(ExchangeTeamsTokenOperation operation, TokenRateLimit rateLimit) : IUserEndpoint
{
    private const string Header = "teams-user-aad-token";

    public Task<Reply> AnswerAsync(HttpRequestData request, UserContext user, CancellationToken cancellationToken) =>
        rateLimit.AnswerAsync(user, token => ExchangeAsync(request, user, token), cancellationToken);

    private async Task<Reply> ExchangeAsync(HttpRequestData request, UserContext user, CancellationToken cancellationToken)
    {
        if (!request.Headers.TryGetValues(Header, out var values) || string.Join(',', values) is not { Length: > 0 } token)
        {
            return Problem.Of(new Refusal(RefusalReason.InvalidTeamsToken, $"The header {Header} is missing."));
        }

        var asked = new ExchangeTeamsTokenRequest(token, user.EntraObjectId);
        var answer = await operation.ExecuteAsync(user.UserId, user.Session, asked, cancellationToken);
        return answer.IsRefused ? answer.Refusal : Reply.Of(HttpStatusCode.OK, TeamsTokenBody.Of(answer.Value), HttpJson.Default.TeamsTokenBody);
    }
}
