using AcsFunctions.Acs;

namespace AcsFunctions.Telemetry;

/// <summary>ACS, with every call timed and every refusal counted. The spans are the client library's own.</summary>
internal sealed class MeteredAcsIdentities(IAcsIdentities acs, ServiceMeter meter, TimeProvider clock) : IAcsIdentities
{
    public Task<Result<AcsIdentity, AcsRefusal>> CreateAsync(AcsTokenRequest? tokenRequest, CancellationToken cancellationToken) =>
        TimeAsync("create", token => acs.CreateAsync(tokenRequest, token), cancellationToken);

    public Task<Result<AcsToken, AcsRefusal>> IssueAsync(string communicationUserId, AcsTokenRequest tokenRequest, CancellationToken cancellationToken) =>
        TimeAsync("issue", token => acs.IssueAsync(communicationUserId, tokenRequest, token), cancellationToken);

    public Task<Result<AcsDone, AcsRefusal>> RevokeAsync(string communicationUserId, CancellationToken cancellationToken) =>
        TimeAsync("revoke", token => acs.RevokeAsync(communicationUserId, token), cancellationToken);

    public Task<Result<AcsDone, AcsRefusal>> DeleteAsync(string communicationUserId, CancellationToken cancellationToken) =>
        TimeAsync("delete", token => acs.DeleteAsync(communicationUserId, token), cancellationToken);

    public Task<Result<AcsToken, AcsRefusal>> ExchangeTeamsTokenAsync(string teamsUserAadToken, string clientId, string userObjectId, CancellationToken cancellationToken) =>
        TimeAsync("exchange", token => acs.ExchangeTeamsTokenAsync(teamsUserAadToken, clientId, userObjectId, token), cancellationToken);

    public Task<bool> HasCredentialAsync(CancellationToken cancellationToken) => acs.HasCredentialAsync(cancellationToken);

    private async Task<Result<T, AcsRefusal>> TimeAsync<T>(string operation, Func<CancellationToken, Task<Result<T, AcsRefusal>>> call, CancellationToken cancellationToken)
        where T : notnull
    {
        var started = clock.GetTimestamp();
        // The port throws for nothing but cancellation.
        var outcome = Outcome.Canceled;
        try
        {
            var answer = await call(cancellationToken);
            outcome = answer.IsRefused ? Outcome.Name(answer.Refusal.Kind) : Outcome.Ok;
            return answer;
        }
        finally
        {
            meter.AcsCallEnded(operation, outcome, clock.GetElapsedTime(started));
        }
    }
}
