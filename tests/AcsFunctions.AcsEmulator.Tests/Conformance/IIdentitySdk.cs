namespace AcsFunctions.AcsEmulator.Tests.Conformance;

/// <summary>What the identity SDKs have in common. Refusals are <see cref="SdkException"/>.</summary>
public interface IIdentitySdk
{
    Task<SdkUser> CreateUserAsync();

    Task<SdkUser> CreateUserAndTokenAsync(string[] scopes, int? minutes = null);

    Task<SdkToken> GetTokenAsync(string id, string[] scopes, int? minutes = null);

    Task<SdkToken> GetTokenForTeamsUserAsync(string token, string appId, string userId);

    Task RevokeTokensAsync(string id);

    Task DeleteUserAsync(string id);
}
