namespace AcsFunctions.Identities;

/// <summary>A row of the map as an export tells it and an import takes it: a user's identity, or that it is to be deleted, or that sessions were ended.</summary>
/// <param name="CommunicationUserId">The identity; null where the user has none and only sessions were ended.</param>
/// <param name="UserHash">The user's pseudonym: SHA-256 of the user id.</param>
/// <param name="UserId">In clear, where the map keeps it.</param>
/// <param name="IsRetired">Whether the identity is no longer anyone's and waits to be deleted at ACS.</param>
/// <param name="CreatedOn">When it was mapped.</param>
/// <param name="LastTokenOn">When a token was last handed out; when it was mapped, before the first.</param>
/// <param name="RetiredOn">Since when it waits to be deleted.</param>
/// <param name="TokensValidFrom">Credentials from before are refused; null where sessions were never ended.</param>
/// <param name="DeleteOn">When a guest has to go; null for who is no guest.</param>
public sealed record ExportedIdentity(
    string? CommunicationUserId,
    string UserHash,
    string? UserId,
    bool IsRetired,
    DateTimeOffset? CreatedOn,
    DateTimeOffset? LastTokenOn,
    DateTimeOffset? RetiredOn,
    DateTimeOffset? TokensValidFrom,
    DateTimeOffset? DeleteOn)
{
    /// <summary>Never the user id: records print in logs and messages.</summary>
    public override string ToString() => $"{(IsRetired ? "retired identity" : CommunicationUserId is null ? "ended sessions" : "mapped identity")} of {UserHash}";
}
