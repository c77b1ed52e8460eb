namespace Azure.Communication.Identity;

/// <summary>What the exchange of a Teams user's Entra token takes. Nothing is checked before the request is made.</summary>
public class GetTokenForTeamsUserOptions(string teamsUserAadToken, string clientId, string userObjectId)
{
    public string TeamsUserAadToken { get; } = teamsUserAadToken;

    /// <summary>The service compares it with the token's <c>appid</c>.</summary>
    public string ClientId { get; } = clientId;

    /// <summary>The service compares it with the token's <c>oid</c>.</summary>
    public string UserObjectId { get; } = userObjectId;
}
