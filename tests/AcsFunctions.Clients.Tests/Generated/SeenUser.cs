namespace AcsFunctions.Clients.Tests.Generated;

/// <param name="UserId">As it was asked for.</param>
/// <param name="Id">The identity; null where there is none.</param>
/// <param name="Code">Why there is none.</param>
internal sealed record SeenUser(string UserId, string? Id, string? Code);
