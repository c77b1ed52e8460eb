using AcsFunctions.Acs;
using AcsFunctions.Identities;
using AcsFunctions.Telemetry;
using Microsoft.Extensions.Options;

namespace AcsFunctions.IssueToken;

/// <summary>Issues a token for a user's identity, and makes the identity where there is none. Refreshing is the same call again.</summary>
public sealed class IssueTokenOperation(IdentityRegistry registry, IOptions<TokenOptions> options, OperationTelemetry telemetry)
{
    private readonly TokenOptions policy = options.Value;
    private readonly IReadOnlyList<string> allowed = options.Value.Scopes;

    public Task<Answer<IssuedToken>> ExecuteAsync(UserId userId, Session session, IssueTokenRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return telemetry.ObserveAsync("issue_token", userId, token => IssueAsync(userId, session, request, token), cancellationToken);
    }

    private async Task<Answer<IssuedToken>> IssueAsync(UserId userId, Session session, IssueTokenRequest request, CancellationToken cancellationToken)
    {
        var terms = Agree(request);
        if (terms.IsRefused)
        {
            return terms.Refusal;
        }

        var answer = await registry.IssueAsync(userId, session, terms.Value, cancellationToken);
        if (!answer.IsRefused)
        {
            telemetry.Meter.TokenIssued("identity");
        }

        return answer;
    }

    private Answer<TokenTerms> Agree(IssueTokenRequest request)
    {
        var scopes = request.Scopes?.Distinct(StringComparer.Ordinal).ToArray() ?? allowed;
        if (scopes.Count == 0)
        {
            return new Refusal(RefusalReason.InvalidScope, "Name at least one scope, or leave scopes out to get all that are allowed.");
        }

        if (scopes.Any(scope => scope is null || !TokenScopes.All.Contains(scope)))
        {
            return new Refusal(RefusalReason.InvalidScope, $"ACS has the scopes {string.Join(", ", TokenScopes.All.Order())}.");
        }

        if (scopes.FirstOrDefault(scope => !allowed.Contains(scope)) is { } refused)
        {
            return new Refusal(RefusalReason.ScopeNotAllowed, $"The scope {refused} is not allowed here.");
        }

        var minutes = request.ExpiresInMinutes ?? policy.ExpiresInMinutes;
        return minutes < TokenOptions.ShortestMinutes || minutes > policy.MaxExpiresInMinutes
            ? new Refusal(RefusalReason.InvalidLifetime, $"expiresInMinutes must be from {TokenOptions.ShortestMinutes} to {policy.MaxExpiresInMinutes}.")
            : new TokenTerms(scopes, TimeSpan.FromMinutes(minutes));
    }
}
