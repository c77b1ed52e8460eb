using AcsFunctions.Acs;

namespace AcsFunctions.Tests.Identities;

/// <summary>ACS that creates nothing until so many callers ask for it: none of them can have seen another's identity.</summary>
internal sealed class GatheringAcs(IAcsIdentities acs, int callers) : IAcsIdentities
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource gathered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int arrived;

    public async Task<Result<AcsIdentity, AcsRefusal>> CreateAsync(AcsTokenRequest? tokenRequest, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref arrived) == callers)
        {
            gathered.SetResult();
        }

        await gathered.Task.WaitAsync(Patience, TimeProvider.System, cancellationToken);
        return await acs.CreateAsync(tokenRequest, cancellationToken);
    }

    public Task<Result<AcsToken, AcsRefusal>> IssueAsync(string communicationUserId, AcsTokenRequest tokenRequest, CancellationToken cancellationToken) =>
        acs.IssueAsync(communicationUserId, tokenRequest, cancellationToken);

    public Task<Result<AcsDone, AcsRefusal>> RevokeAsync(string communicationUserId, CancellationToken cancellationToken) =>
        acs.RevokeAsync(communicationUserId, cancellationToken);

    public Task<Result<AcsDone, AcsRefusal>> DeleteAsync(string communicationUserId, CancellationToken cancellationToken) =>
        acs.DeleteAsync(communicationUserId, cancellationToken);

    public Task<Result<AcsToken, AcsRefusal>> ExchangeTeamsTokenAsync(string teamsUserAadToken, string clientId, string userObjectId, CancellationToken cancellationToken) =>
        acs.ExchangeTeamsTokenAsync(teamsUserAadToken, clientId, userObjectId, cancellationToken);

    public Task<bool> HasCredentialAsync(CancellationToken cancellationToken) => acs.HasCredentialAsync(cancellationToken);
}
