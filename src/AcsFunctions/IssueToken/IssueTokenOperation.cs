using AcsFunctions.Identities;
using AcsFunctions.Telemetry;
using AcsFunctions.Tokens;
using Microsoft.Extensions.Options;

namespace AcsFunctions.IssueToken;

/// <summary>Issues a token for a user's identity, and makes the identity where there is none. Refreshing is the same call again.</summary>
public sealed class IssueTokenOperation(IdentityRegistry registry, IOptions<TokenOptions> options, IOptions<GuestOptions> guests, OperationTelemetry telemetry)
{
    private readonly TokenPolicy policy = options.Value.Policy;
    private readonly TokenPolicy guestPolicy = guests.Value.Policy;

    public Task<Result<IssuedToken, Refusal>> ExecuteAsync(UserId userId, Session session, IssueTokenRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return telemetry.ObserveAsync("issue_token", userId, token => IssueAsync(userId, session, request, token), cancellationToken);
    }

    private async Task<Result<IssuedToken, Refusal>> IssueAsync(UserId userId, Session session, IssueTokenRequest request, CancellationToken cancellationToken)
    {
        var tokenRequest = (userId.IsGuest ? guestPolicy : policy).Apply(request.Scopes, request.ExpiresInMinutes);
        if (tokenRequest.IsRefused)
        {
            return tokenRequest.Refusal;
        }

        var answer = await registry.IssueAsync(userId, session, tokenRequest.Value, cancellationToken);
        if (!answer.IsRefused)
        {
            telemetry.Meter.TokenIssued("identity", answer.Value.Source);
        }

        return answer;
    }
}
