using Azure;
using Azure.Communication;
using Azure.Communication.Identity;
using Azure.Core;

namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>The .NET client, over a socket or in process.</summary>
internal sealed class DotNetSdk(CommunicationIdentityClient client) : IIdentitySdk
{
    public async Task<SdkUser> CreateUserAsync() => new((await CallAsync(() => client.CreateUserAsync())).Value.Id);

    public async Task<SdkUser> CreateUserAndTokenAsync(string[] scopes, int? minutes = null)
    {
        var created = await CallAsync(() => minutes is { } lifetime
            ? client.CreateUserAndTokenAsync(Scopes(scopes), TimeSpan.FromMinutes(lifetime))
            : client.CreateUserAndTokenAsync(Scopes(scopes)));
        return new SdkUser(created.Value.User.Id, new SdkToken(created.Value.AccessToken.Token, created.Value.AccessToken.ExpiresOn));
    }

    public Task<SdkToken> GetTokenAsync(string id, string[] scopes, int? minutes = null) => ReadAsync(() => minutes is { } lifetime
        ? client.GetTokenAsync(new CommunicationUserIdentifier(id), Scopes(scopes), TimeSpan.FromMinutes(lifetime))
        : client.GetTokenAsync(new CommunicationUserIdentifier(id), Scopes(scopes)));

    public Task<SdkToken> GetTokenForTeamsUserAsync(string token, string appId, string userId) =>
        ReadAsync(() => client.GetTokenForTeamsUserAsync(new GetTokenForTeamsUserOptions(token, appId, userId)));

    public Task RevokeTokensAsync(string id) => CallAsync(() => client.RevokeTokensAsync(new CommunicationUserIdentifier(id)));

    public Task DeleteUserAsync(string id) => CallAsync(() => client.DeleteUserAsync(new CommunicationUserIdentifier(id)));

    private static async Task<SdkToken> ReadAsync(Func<Task<Response<AccessToken>>> call)
    {
        var token = await CallAsync(call);
        return new SdkToken(token.Value.Token, token.Value.ExpiresOn);
    }

    private static async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (RequestFailedException exception)
        {
            throw new SdkException(exception.Status, exception.ErrorCode, exception.Message);
        }
    }

    private static IEnumerable<CommunicationTokenScope> Scopes(string[] scopes) => scopes.Select(scope => new CommunicationTokenScope(scope));
}
