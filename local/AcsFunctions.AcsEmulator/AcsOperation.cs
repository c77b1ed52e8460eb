namespace AcsFunctions.AcsEmulator;

/// <summary>The operations of the ACS Identity REST API, as counts, quotas and faults name them.</summary>
public enum AcsOperation
{
    /// <summary>Anything that is no operation of the service.</summary>
    Unknown,
    CreateIdentity,
    DeleteIdentity,
    RevokeAccessTokens,
    IssueAccessToken,
    ExchangeTeamsUserAccessToken,
    GetIdentity,
    ExchangeTeamsExtensionAccessToken,
    GetTeamsExtensionAssignment,
    PutTeamsExtensionAssignment,
    DeleteTeamsExtensionAssignment,
    ExchangeEntraAccessToken,
    ListEntraAssignments,
    UpdateEntraAssignments,
    GetEntraAssignment,
    PutEntraAssignment,
    DeleteEntraAssignment,
}
