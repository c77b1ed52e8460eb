using AcsFunctions.Acs;

namespace AcsFunctions.EndToEnd.Tests.Contract;

/// <summary>The app's ACS, unless the script has it refuse.</summary>
internal sealed class ScriptedAcs(IAcsIdentities acs, Script script) : IAcsIdentities
{
    public async Task<Result<AcsIdentity, AcsRefusal>> CreateAsync(AcsTokenRequest? tokenRequest, CancellationToken cancellationToken) =>
        script.Acs is { } kind ? new AcsRefusal(kind) : await acs.CreateAsync(tokenRequest, cancellationToken);

    public async Task<Result<AcsToken, AcsRefusal>> IssueAsync(string communicationUserId, AcsTokenRequest tokenRequest, CancellationToken cancellationToken) =>
        script.Acs is { } kind ? new AcsRefusal(kind) : await acs.IssueAsync(communicationUserId, tokenRequest, cancellationToken);

    public async Task<Result<AcsDone, AcsRefusal>> RevokeAsync(string communicationUserId, CancellationToken cancellationToken) =>
        script.Acs is { } kind ? new AcsRefusal(kind) : await acs.RevokeAsync(communicationUserId, cancellationToken);

    public async Task<Result<AcsDone, AcsRefusal>> DeleteAsync(string communicationUserId, CancellationToken cancellationToken) =>
        script.Acs is { } kind ? new AcsRefusal(kind) : await acs.DeleteAsync(communicationUserId, cancellationToken);

    public async Task<Result<AcsToken, AcsRefusal>> ExchangeTeamsTokenAsync(string teamsUserAadToken, string clientId, string userObjectId, CancellationToken cancellationToken) =>
        script.Acs is { } kind ? new AcsRefusal(kind) : await acs.ExchangeTeamsTokenAsync(teamsUserAadToken, clientId, userObjectId, cancellationToken);

    public Task<bool> HasCredentialAsync(CancellationToken cancellationToken) => Task.FromResult(script.HasCredential);
}
