namespace AcsFunctions.Client.Wire;

internal sealed record TeamsExchangeBody(string TeamsUserAadToken, Guid UserObjectId);
