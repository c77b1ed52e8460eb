using AcsFunctions.Identities;

namespace AcsFunctions.Worker.Compatibility;

/// <summary>An identity on the wire, as the authentication hero names it.</summary>
internal sealed record AcsUserBody(string AcsUserIdentity)
{
    public static AcsUserBody Of(UserRow row) => new(row.CommunicationUserId!);
}
