using AcsFunctions.Acs;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Says when a token is issued.</summary>
internal sealed class NoticingAcs(IAcsIdentities inner, Action issued) : IAcsIdentities
{
    public Task<Result<AcsIdentity, AcsRefusal>> CreateAsync(AcsTokenRequest? tokenRequest, CancellationToken cancellationToken) => inner.CreateAsync(tokenRequest, cancellationToken);

    public async Task<Result<AcsToken, AcsRefusal>> IssueAsync(string communicationUserId, AcsTokenRequest tokenRequest, CancellationToken cancellationToken)
    {
        var answer = await inner.IssueAsync(communicationUserId, tokenRequest, cancellationToken);
        issued();
        return answer;
    }

    public Task<Result<AcsDone, AcsRefusal>> RevokeAsync(string communicationUserId, CancellationToken cancellationToken) =>
        inner.RevokeAsync(communicationUserId, cancellationToken);

    public Task<Result<AcsDone, AcsRefusal>> DeleteAsync(string communicationUserId, CancellationToken cancellationToken) =>
        inner.DeleteAsync(communicationUserId, cancellationToken);

    public Task<Result<AcsToken, AcsRefusal>> ExchangeTeamsTokenAsync(
        string teamsUserAadToken, string clientId, string userObjectId, CancellationToken cancellationToken) =>
        inner.ExchangeTeamsTokenAsync(teamsUserAadToken, clientId, userObjectId, cancellationToken);

    public Task<bool> HasCredentialAsync(CancellationToken cancellationToken) => inner.HasCredentialAsync(cancellationToken);
}
