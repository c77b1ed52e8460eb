using AcsFunctions.Acs;
using AcsFunctions.Testing.Acs;

namespace AcsFunctions.Protocol.Tests.Exchange;

/// <summary>ACS as an operation sees it while it is being explored.</summary>
internal sealed class ScriptedAcs(Script script) : IAcsIdentities
{
    public Task<Result<AcsIdentity, AcsRefusal>> CreateAsync(AcsTokenRequest? tokenRequest, CancellationToken cancellationToken) =>
        AskAsync("create" + (tokenRequest is null ? null : " with a token"), AskTraits.Creates, acs => acs.CreateAsync(tokenRequest, CancellationToken.None));

    public Task<Result<AcsToken, AcsRefusal>> IssueAsync(string communicationUserId, AcsTokenRequest tokenRequest, CancellationToken cancellationToken) =>
        AskAsync($"issue a token of {communicationUserId}", AskTraits.Read, acs => acs.IssueAsync(communicationUserId, tokenRequest, CancellationToken.None));

    public Task<Result<AcsDone, AcsRefusal>> RevokeAsync(string communicationUserId, CancellationToken cancellationToken) => AskAsync(
        $"revoke {communicationUserId}", AskTraits.Repeatable | AskTraits.CanBeLate, acs => acs.RevokeAsync(communicationUserId, CancellationToken.None));

    public Task<Result<AcsDone, AcsRefusal>> DeleteAsync(string communicationUserId, CancellationToken cancellationToken) => AskAsync(
        $"delete {communicationUserId}", AskTraits.Repeatable | AskTraits.CanBeLate, acs => acs.DeleteAsync(communicationUserId, CancellationToken.None));

    public Task<Result<AcsToken, AcsRefusal>> ExchangeTeamsTokenAsync(
        string teamsUserAadToken, string clientId, string userObjectId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> HasCredentialAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    private async Task<Result<T, AcsRefusal>> AskAsync<T>(string name, AskTraits traits, Func<InMemoryAcs, Task<Result<T, AcsRefusal>>> carryOut)
        where T : notnull
    {
        var reply = await script.AskAsync(new Ask(
            "ACS: " + name,
            traits | AskTraits.Acs,
            async (_, acs) => await carryOut(acs) is var answer ? new Reply(Print.Answer(answer), answer) : null!));
        return reply.Value switch
        {
            Result<T, AcsRefusal> answer => answer,
            AcsRefusalKind kind => new AcsRefusal(kind),
            _ => new AcsRefusal(AcsRefusalKind.Unavailable),
        };
    }
}
