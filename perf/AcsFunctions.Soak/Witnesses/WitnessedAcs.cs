using AcsFunctions.Acs;

namespace AcsFunctions.Soak.Witnesses;

/// <summary>ACS, with what became of creates told.</summary>
internal sealed class WitnessedAcs(IAcsIdentities acs, Witness witness) : IAcsIdentities
{
    public async Task<AcsAnswer<AcsIdentity>> CreateAsync(TokenTerms? terms, CancellationToken cancellationToken)
    {
        Witness.Asked();
        var answer = await acs.CreateAsync(terms, cancellationToken);
        if (!answer.IsRefused)
        {
            witness.Answered(answer.Value.CommunicationUserId);
        }

        return answer;
    }

    public Task<AcsAnswer<AcsToken>> IssueAsync(string communicationUserId, TokenTerms terms, CancellationToken cancellationToken) =>
        acs.IssueAsync(communicationUserId, terms, cancellationToken);

    public Task<AcsAnswer<AcsDone>> RevokeAsync(string communicationUserId, CancellationToken cancellationToken) =>
        acs.RevokeAsync(communicationUserId, cancellationToken);

    public Task<AcsAnswer<AcsDone>> DeleteAsync(string communicationUserId, CancellationToken cancellationToken) =>
        acs.DeleteAsync(communicationUserId, cancellationToken);

    public Task<AcsAnswer<AcsToken>> ExchangeTeamsTokenAsync(string teamsUserAadToken, string clientId, string userObjectId, CancellationToken cancellationToken) =>
        acs.ExchangeTeamsTokenAsync(teamsUserAadToken, clientId, userObjectId, cancellationToken);

    public Task<bool> HasCredentialAsync(CancellationToken cancellationToken) => acs.HasCredentialAsync(cancellationToken);
}
