using AcsFunctions.Identities;
using AcsFunctions.Worker.Http;

namespace AcsFunctions.Worker.ExportIdentities;

/// <summary>A row of the map on the wire.</summary>
internal sealed record ExportedIdentityBody(
    string? CommunicationUserId,
    string UserHash,
    string? UserId,
    bool Retired,
    string? CreatedOn,
    string? LastTokenOn,
    string? RetiredOn,
    string? TokensValidFrom,
    string? DeleteOn)
{
    public static ExportedIdentityBody Of(ExportedIdentity identity) => new(
        identity.CommunicationUserId,
        identity.UserHash,
        identity.UserId,
        identity.IsRetired,
        Iso8601.FormatOrNull(identity.CreatedOn),
        Iso8601.FormatOrNull(identity.LastTokenOn),
        Iso8601.FormatOrNull(identity.RetiredOn),
        Iso8601.FormatOrNull(identity.TokensValidFrom),
        Iso8601.FormatOrNull(identity.DeleteOn));

    /// <summary>Never the user id: records print in logs and messages.</summary>
    public override string ToString() => $"row of {UserHash}";
}
