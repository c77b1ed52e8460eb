namespace AcsFunctions.Client.Models;

/// <summary>One row of the map. Printing it prints no user.</summary>
/// <param name="CommunicationUserId">The ACS identity; null in a fence, the row of a user who had one.</param>
/// <param name="UserHash">SHA-256 of the user id, in hexadecimal; may be null for an import that names the user.</param>
/// <param name="UserId">Whose it is, where the map keeps it.</param>
/// <param name="Retired">It is no longer anyone's, and waits to be deleted at ACS.</param>
/// <param name="CreatedOn">UTC.</param>
/// <param name="LastTokenOn">UTC.</param>
/// <param name="RetiredOn">UTC.</param>
/// <param name="TokensValidFrom">Credentials from before are refused.</param>
/// <param name="DeleteOn">A guest's: when its time is over.</param>
public sealed record ExportedIdentity(
    string? CommunicationUserId,
    string? UserHash,
    string? UserId,
    bool Retired = false,
    DateTimeOffset? CreatedOn = null,
    DateTimeOffset? LastTokenOn = null,
    DateTimeOffset? RetiredOn = null,
    DateTimeOffset? TokensValidFrom = null,
    DateTimeOffset? DeleteOn = null)
{
    public override string ToString() => $"{CommunicationUserId ?? "no identity"} of {UserHash ?? "a user"}";
}
