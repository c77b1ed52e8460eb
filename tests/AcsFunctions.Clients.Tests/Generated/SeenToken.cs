namespace AcsFunctions.Clients.Tests.Generated;

internal sealed record SeenToken(string? Id, string Token, DateTimeOffset ExpiresOn, long ExpiresOnTimestamp, IReadOnlyCollection<string> Scopes);
