namespace AcsFunctions.AcsEmulator.Protocol;

/// <summary>What an api-version has. All create and delete identities.</summary>
[Flags]
internal enum ApiFeatures
{
    None = 0,
    CustomExpiry = 1,

    /// <summary>The first form of the Teams exchange, whose body is the token alone.</summary>
    TeamsExchangeByTokenOnly = 2,
    TeamsExchange = 4,
    CustomId = 8,
    TeamsExtension = 16,
    EntraAssignments = 32,

    /// <summary>Identities as the package communication-administration asks for them: <c>/identities/{id}/token</c>, revoked by a patch, with the scope <c>pstn</c>.</summary>
    Administration = 64,

    /// <summary>Identities as every later client asks for them: <c>/:issueAccessToken</c>, <c>/:revokeAccessTokens</c>, a token with the identity.</summary>
    AccessTokens = 128,

    /// <summary>A lifetime for the token that comes with a new identity; <see cref="CustomExpiry"/> is for those issued later.</summary>
    CustomExpiryOnCreate = 256,

    /// <summary>The Teams exchange under its first name, <c>/teams/me/:issueAccessToken</c>.</summary>
    TeamsIssue = 512,
}
