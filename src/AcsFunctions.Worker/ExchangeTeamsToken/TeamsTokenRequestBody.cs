namespace AcsFunctions.Worker.ExchangeTeamsToken;

/// <summary>The body of a Teams exchange. Back-ends name the user's Entra object id; a user's own is taken from the caller.</summary>
internal sealed record TeamsTokenRequestBody(string? TeamsUserAadToken = null, string? UserObjectId = null);
