namespace AcsFunctions.Worker.ImportIdentities;

/// <summary>A row of the export on the wire, or of a map of another origin, which knows less.</summary>
internal sealed record ImportedIdentityBody(
    string? CommunicationUserId = null,
    string? UserHash = null,
    string? UserId = null,
    bool Retired = false,
    DateTimeOffset? CreatedOn = null,
    DateTimeOffset? LastTokenOn = null,
    DateTimeOffset? RetiredOn = null,
    DateTimeOffset? TokensValidFrom = null,
    DateTimeOffset? DeleteOn = null)
{
    /// <summary>Never the user id: records print in logs and messages.</summary>
    public override string ToString() => $"row of {UserHash}";
}
