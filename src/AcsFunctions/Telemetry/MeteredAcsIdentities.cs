using AcsFunctions.Acs;

namespace AcsFunctions.Telemetry;

/// <summary>ACS, with every call timed and every refusal counted. The spans are the client library's own.</summary>
internal sealed class MeteredAcsIdentities(IAcsIdentities acs, ServiceMeter meter, TimeProvider clock) : IAcsIdentities
{
    public Task<AcsAnswer<AcsIdentity>> CreateAsync(TokenTerms? terms, CancellationToken cancellationToken) =>
        TimeAsync("create", acs.CreateAsync(terms, cancellationToken));

    public Task<AcsAnswer<AcsToken>> IssueAsync(string communicationUserId, TokenTerms terms, CancellationToken cancellationToken) =>
        TimeAsync("issue", acs.IssueAsync(communicationUserId, terms, cancellationToken));

    public Task<AcsAnswer<AcsDone>> RevokeAsync(string communicationUserId, CancellationToken cancellationToken) =>
        TimeAsync("revoke", acs.RevokeAsync(communicationUserId, cancellationToken));

    public Task<AcsAnswer<AcsDone>> DeleteAsync(string communicationUserId, CancellationToken cancellationToken) =>
        TimeAsync("delete", acs.DeleteAsync(communicationUserId, cancellationToken));

    public Task<AcsAnswer<AcsToken>> ExchangeTeamsTokenAsync(string teamsUserAadToken, string clientId, string userObjectId, CancellationToken cancellationToken) =>
        TimeAsync("exchange", acs.ExchangeTeamsTokenAsync(teamsUserAadToken, clientId, userObjectId, cancellationToken));

    public Task<bool> HasCredentialAsync(CancellationToken cancellationToken) => acs.HasCredentialAsync(cancellationToken);

    // The call has begun when it gets here, which costs the measure no more than the time to its first wait.
    private async Task<AcsAnswer<T>> TimeAsync<T>(string operation, Task<AcsAnswer<T>> call)
        where T : notnull
    {
        var started = clock.GetTimestamp();
        var outcome = Outcome.Canceled;
        try
        {
            var answer = await call;
            outcome = answer.IsRefused ? Outcome.Name(answer.Refusal.Kind) : Outcome.Ok;
            return answer;
        }
        finally
        {
            meter.AcsCallEnded(operation, outcome, clock.GetElapsedTime(started));
        }
    }
}
