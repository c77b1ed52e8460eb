using AcsFunctions.Acs;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>The app's ACS, unless the script has it refuse.</summary>
internal sealed class ScriptedAcs(IAcsIdentities acs, Script script) : IAcsIdentities
{
    public async Task<AcsAnswer<AcsIdentity>> CreateAsync(TokenTerms? terms, CancellationToken cancellationToken) =>
        script.Acs is { } kind ? new AcsRefusal(kind) : await acs.CreateAsync(terms, cancellationToken);

    public async Task<AcsAnswer<AcsToken>> IssueAsync(string communicationUserId, TokenTerms terms, CancellationToken cancellationToken) =>
        script.Acs is { } kind ? new AcsRefusal(kind) : await acs.IssueAsync(communicationUserId, terms, cancellationToken);

    public async Task<AcsAnswer<AcsDone>> RevokeAsync(string communicationUserId, CancellationToken cancellationToken) =>
        script.Acs is { } kind ? new AcsRefusal(kind) : await acs.RevokeAsync(communicationUserId, cancellationToken);

    public async Task<AcsAnswer<AcsDone>> DeleteAsync(string communicationUserId, CancellationToken cancellationToken) =>
        script.Acs is { } kind ? new AcsRefusal(kind) : await acs.DeleteAsync(communicationUserId, cancellationToken);

    public async Task<AcsAnswer<AcsToken>> ExchangeTeamsTokenAsync(string teamsUserAadToken, string clientId, string userObjectId, CancellationToken cancellationToken) =>
        script.Acs is { } kind ? new AcsRefusal(kind) : await acs.ExchangeTeamsTokenAsync(teamsUserAadToken, clientId, userObjectId, cancellationToken);

    public Task<bool> HasCredentialAsync(CancellationToken cancellationToken) => Task.FromResult(script.HasCredential);
}
