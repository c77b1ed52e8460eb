using Azure.Core;

namespace Azure.Communication.Identity.Pipeline;

/// <summary>The client's methods as operations, the same for their synchronous and asynchronous form.</summary>
internal sealed class IdentityOperations(IdentityRequests requests)
{
    public AnsweredOperation<CommunicationUserIdentifier> CreateUser() =>
        new(nameof(CreateUser), 201, () => requests.Create([], null), IdentityAnswers.User);

    public AnsweredOperation<CommunicationUserIdentifierAndToken> CreateUserAndToken(IEnumerable<CommunicationTokenScope> scopes, TimeSpan tokenExpiresIn) =>
        new(nameof(CreateUserAndToken), 201, () => requests.Create(scopes, TokenLifetime.Minutes(tokenExpiresIn)), IdentityAnswers.UserAndToken);

    public AnsweredOperation<AccessToken> GetToken(
        CommunicationUserIdentifier communicationUser, IEnumerable<CommunicationTokenScope> scopes, TimeSpan tokenExpiresIn) =>
        new(nameof(GetToken), 200, () => requests.IssueToken(communicationUser.Id, scopes, TokenLifetime.Minutes(tokenExpiresIn)), IdentityAnswers.Token);

    public AnsweredOperation<AccessToken> GetTokenForTeamsUser(GetTokenForTeamsUserOptions options) =>
        new(nameof(GetTokenForTeamsUser), 200, () => requests.ExchangeTeamsToken(options.TeamsUserAadToken, options.ClientId, options.UserObjectId), IdentityAnswers.Token);

    public Operation RevokeTokens(CommunicationUserIdentifier communicationUser) =>
        new(nameof(RevokeTokens), 204, () => requests.RevokeTokens(communicationUser.Id));

    public Operation DeleteUser(CommunicationUserIdentifier communicationUser) =>
        new(nameof(DeleteUser), 204, () => requests.Delete(communicationUser.Id));
}
