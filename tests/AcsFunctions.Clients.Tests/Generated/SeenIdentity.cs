namespace AcsFunctions.Clients.Tests.Generated;

internal sealed record SeenIdentity(string Id, DateTimeOffset CreatedOn, DateTimeOffset? LastTokenIssuedOn);
