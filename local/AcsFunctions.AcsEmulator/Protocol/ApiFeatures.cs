namespace AcsFunctions.AcsEmulator.Protocol;

/// <summary>What an api-version has beyond create, delete, revoke and issue.</summary>
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
}
