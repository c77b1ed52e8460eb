using AcsFunctions.Acs;

namespace AcsFunctions.Soak.Witnesses;

/// <summary>ACS, with what became of creates told.</summary>
internal sealed class WitnessedAcs(IAcsIdentities acs, Witness witness) : IAcsIdentities
{
    public async Task<Result<AcsIdentity, AcsRefusal>> CreateAsync(AcsTokenRequest? tokenRequest, CancellationToken cancellationToken)
    {
        Witness.Asked();
        var answer = await acs.CreateAsync(tokenRequest, cancellationToken);
        if (!answer.IsRefused)
        {
            witness.Answered(answer.Value.CommunicationUserId);
        }

        return answer;
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
