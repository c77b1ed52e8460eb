using AcsFunctions.ExportIdentities;

namespace AcsFunctions.Worker.Responses;

/// <summary>An identity of the map on the wire.</summary>
internal sealed record ExportedIdentityBody(
    string CommunicationUserId, string UserHash, string? UserId, bool Retired, string? CreatedOn, string? LastTokenOn, string? RetiredOn)
{
    public static ExportedIdentityBody Of(ExportedIdentity identity) => new(
        identity.CommunicationUserId,
        identity.UserHash,
        identity.UserId,
        identity.IsRetired,
        Iso8601.FormatOrNull(identity.CreatedOn),
        Iso8601.FormatOrNull(identity.LastTokenOn),
        Iso8601.FormatOrNull(identity.RetiredOn));
}
