namespace AcsFunctions.CreateGuest;

/// <summary>What a guest is asked for; what is left out is the policy's.</summary>
/// <param name="Scopes">Wire names; at least one where given.</param>
/// <param name="ExpiresInMinutes">Of the first token, from 60.</param>
/// <param name="DeleteAfterMinutes">How long the guest stays, from 5.</param>
public sealed record CreateGuestRequest(IReadOnlyList<string>? Scopes, int? ExpiresInMinutes, int? DeleteAfterMinutes);
