namespace AcsFunctions.ExportIdentities;

/// <summary>An identity as the map names it.</summary>
/// <param name="UserHash">The user's pseudonym: SHA-256 of the user id.</param>
/// <param name="UserId">In clear, where the map keeps it.</param>
/// <param name="IsRetired">Whether it is no longer anyone's and waits to be deleted at ACS.</param>
public sealed record ExportedIdentity(
    string CommunicationUserId, string UserHash, string? UserId, bool IsRetired, DateTimeOffset? CreatedOn, DateTimeOffset? LastTokenOn, DateTimeOffset? RetiredOn)
{
    /// <summary>Never the user id: records print in logs and messages.</summary>
    public override string ToString() => $"{(IsRetired ? "retired" : "mapped")} identity of {UserHash}";
}
