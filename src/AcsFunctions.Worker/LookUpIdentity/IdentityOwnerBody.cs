using AcsFunctions.Identities;
using AcsFunctions.Worker.Http;

namespace AcsFunctions.Worker.LookUpIdentity;

/// <summary>Whose an ACS identity is, on the wire.</summary>
internal sealed record IdentityOwnerBody(string? UserId, string UserHash, UserBody User, string CreatedOn, string? LastTokenIssuedOn, string? DeleteOn)
{
    public static IdentityOwnerBody Of(UserRow row) => new(
        row.UserId,
        row.Key.Hash,
        UserBody.Of(row.CommunicationUserId!),
        Iso8601.Format(row.CreatedOn!.Value),
        Iso8601.FormatOrNull(row.LastTokenIssuedOn),
        Iso8601.FormatOrNull(row.DeleteOn));
}
