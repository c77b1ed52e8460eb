using AcsFunctions.Identities;

namespace AcsFunctions.Worker.Http;

/// <summary>A user's identity on the wire.</summary>
internal sealed record IdentityBody(UserBody User, string CreatedOn, string? LastTokenIssuedOn)
{
    public static IdentityBody Of(UserRow row) =>
        new(UserBody.Of(row.CommunicationUserId!), Iso8601.Format(row.CreatedOn!.Value), row.LastTokenIssuedOn is { } last ? Iso8601.Format(last) : null);
}
