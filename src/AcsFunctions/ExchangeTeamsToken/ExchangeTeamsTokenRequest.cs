namespace AcsFunctions.ExchangeTeamsToken;

/// <summary>A Teams user's Entra token, and whose it has to be.</summary>
/// <param name="TeamsUserAadToken">With the scopes Teams.ManageCalls and Teams.ManageChats of ACS.</param>
/// <param name="UserObjectId">The Entra object id that ACS holds the token against; null when it is not known.</param>
public sealed record ExchangeTeamsTokenRequest(string TeamsUserAadToken, string? UserObjectId)
{
    public override string ToString() => nameof(ExchangeTeamsTokenRequest);
}
