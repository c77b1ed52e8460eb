namespace AcsFunctions.Client.Models;

/// <summary>Whose an ACS identity is. Printing it prints no user.</summary>
/// <param name="UserId">The user, as the service spells it; null where its map does not keep ids.</param>
/// <param name="UserHash">SHA-256 of the user id, in hexadecimal.</param>
/// <param name="Identity">The identity.</param>
/// <param name="DeleteOn">A guest's: when its time is over.</param>
public sealed record IdentityOwner(string? UserId, string UserHash, AcsIdentity Identity, DateTimeOffset? DeleteOn)
{
    public override string ToString() => $"{Identity.CommunicationUserId} of {UserHash}";
}
