using AcsFunctions.Acs;

namespace AcsFunctions.Protocol.Tests.Mutations;

/// <summary>Says when a token is issued.</summary>
internal sealed class NoticingAcs(IAcsIdentities inner, Action issued) : IAcsIdentities
{
    public Task<AcsAnswer<AcsIdentity>> CreateAsync(TokenTerms? terms, CancellationToken cancellationToken) => inner.CreateAsync(terms, cancellationToken);

    public async Task<AcsAnswer<AcsToken>> IssueAsync(string communicationUserId, TokenTerms terms, CancellationToken cancellationToken)
    {
        var answer = await inner.IssueAsync(communicationUserId, terms, cancellationToken);
        issued();
        return answer;
    }

    public Task<AcsAnswer<AcsDone>> RevokeAsync(string communicationUserId, CancellationToken cancellationToken) =>
        inner.RevokeAsync(communicationUserId, cancellationToken);

    public Task<AcsAnswer<AcsDone>> DeleteAsync(string communicationUserId, CancellationToken cancellationToken) =>
        inner.DeleteAsync(communicationUserId, cancellationToken);

    public Task<AcsAnswer<AcsToken>> ExchangeTeamsTokenAsync(
        string teamsUserAadToken, string clientId, string userObjectId, CancellationToken cancellationToken) =>
        inner.ExchangeTeamsTokenAsync(teamsUserAadToken, clientId, userObjectId, cancellationToken);

    public Task<bool> HasCredentialAsync(CancellationToken cancellationToken) => inner.HasCredentialAsync(cancellationToken);
}
