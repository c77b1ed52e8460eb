namespace AcsFunctions.Client.Models;

/// <summary>A user's identity, or why there is none. Printing it prints no user.</summary>
/// <param name="UserId">As it was asked for.</param>
/// <param name="Identity">Null where there is none.</param>
/// <param name="Code">Null where there is an identity; else <c>identity_not_found</c> or a refusal's code.</param>
/// <param name="Detail">What is particular to this user.</param>
public sealed record LookedUpUser(string UserId, AcsIdentity? Identity, string? Code, string? Detail)
{
    public override string ToString() => Identity?.CommunicationUserId ?? Code ?? "";
}
