namespace AcsFunctions.Client.Models;

/// <summary>A visitor's identity, with a token.</summary>
/// <param name="GuestId">The guest as a user: the other calls take it as <c>userId</c> until its time is over.</param>
/// <param name="Token">For the visitor's device only.</param>
/// <param name="DeleteOn">When its time is over, UTC.</param>
public sealed record AcsGuest(string GuestId, AcsToken Token, DateTimeOffset DeleteOn);
