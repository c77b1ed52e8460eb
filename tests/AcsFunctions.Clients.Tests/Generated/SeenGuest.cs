namespace AcsFunctions.Clients.Tests.Generated;

/// <param name="GuestId">The guest as a user.</param>
/// <param name="Id">The identity.</param>
/// <param name="Token">For it.</param>
/// <param name="DeleteOn">When its time is over.</param>
/// <param name="Scopes">What the token allows.</param>
internal sealed record SeenGuest(string GuestId, string? Id, string Token, DateTimeOffset DeleteOn, IReadOnlyCollection<string> Scopes);
