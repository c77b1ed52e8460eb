using AcsFunctions.Acs;

namespace AcsFunctions.Protocol.Tests.Exchange;

/// <summary>
/// Can hold the answer of an issue back, though ACS has given it, until another request of the same instance has come: replies that are
/// known from before arrive at once, and then nobody could share a call.
/// </summary>
internal sealed class HoldingAcs(IAcsIdentities inner) : IAcsIdentities
{
    private TaskCompletionSource? held;

    /// <summary>The next issue is held.</summary>
    public void Hold() => held = new();

    public void Release() => held?.TrySetResult();

    public async Task<Result<AcsToken, AcsRefusal>> IssueAsync(string communicationUserId, AcsTokenRequest tokenRequest, CancellationToken cancellationToken)
    {
        var answer = await inner.IssueAsync(communicationUserId, tokenRequest, cancellationToken);
        await (held?.Task ?? Task.CompletedTask);
        return answer;
    }

    public Task<Result<AcsIdentity, AcsRefusal>> CreateAsync(AcsTokenRequest? tokenRequest, CancellationToken cancellationToken) => inner.CreateAsync(tokenRequest, cancellationToken);

    public Task<Result<AcsDone, AcsRefusal>> RevokeAsync(string communicationUserId, CancellationToken cancellationToken) =>
        inner.RevokeAsync(communicationUserId, cancellationToken);

    public Task<Result<AcsDone, AcsRefusal>> DeleteAsync(string communicationUserId, CancellationToken cancellationToken) =>
        inner.DeleteAsync(communicationUserId, cancellationToken);

    public Task<Result<AcsToken, AcsRefusal>> ExchangeTeamsTokenAsync(
        string teamsUserAadToken, string clientId, string userObjectId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> HasCredentialAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
