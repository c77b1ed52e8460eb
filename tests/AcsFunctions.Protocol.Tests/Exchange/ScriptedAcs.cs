using AcsFunctions.Acs;
using AcsFunctions.Testing.Acs;

namespace AcsFunctions.Protocol.Tests.Exchange;

/// <summary>ACS as an operation sees it while it is being explored.</summary>
internal sealed class ScriptedAcs(Script script) : IAcsIdentities
{
    public Task<AcsAnswer<AcsIdentity>> CreateAsync(TokenTerms? terms, CancellationToken cancellationToken) =>
        AskAsync("create" + (terms is null ? null : " with a token"), AskTraits.Creates, acs => acs.CreateAsync(terms, cancellationToken));

    public Task<AcsAnswer<AcsToken>> IssueAsync(string communicationUserId, TokenTerms terms, CancellationToken cancellationToken) =>
        AskAsync($"issue a token of {communicationUserId}", AskTraits.Read, acs => acs.IssueAsync(communicationUserId, terms, cancellationToken));

    public Task<AcsAnswer<AcsDone>> RevokeAsync(string communicationUserId, CancellationToken cancellationToken) => AskAsync(
        $"revoke {communicationUserId}", AskTraits.Repeatable | AskTraits.CanBeLate, acs => acs.RevokeAsync(communicationUserId, cancellationToken));

    public Task<AcsAnswer<AcsDone>> DeleteAsync(string communicationUserId, CancellationToken cancellationToken) => AskAsync(
        $"delete {communicationUserId}", AskTraits.Repeatable | AskTraits.CanBeLate, acs => acs.DeleteAsync(communicationUserId, cancellationToken));

    public Task<AcsAnswer<AcsToken>> ExchangeTeamsTokenAsync(
        string teamsUserAadToken, string clientId, string userObjectId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> HasCredentialAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    private async Task<AcsAnswer<T>> AskAsync<T>(string name, AskTraits traits, Func<InMemoryAcs, Task<AcsAnswer<T>>> carryOut)
        where T : notnull
    {
        var reply = await script.AskAsync(new Ask(
            "ACS: " + name,
            traits | AskTraits.Acs,
            async (_, acs) => await carryOut(acs) is var answer ? new Reply(Print.Answer(answer), answer) : null!));
        return reply.Value switch
        {
            AcsAnswer<T> answer => answer,
            AcsRefusalKind kind => new AcsRefusal(kind),
            _ => new AcsRefusal(AcsRefusalKind.Unavailable),
        };
    }
}
