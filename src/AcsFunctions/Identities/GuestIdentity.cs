namespace AcsFunctions.Identities;

/// <summary>A guest with the first token.</summary>
public sealed record GuestIdentity(UserId UserId, UserRow Row, IssuedToken Token);
