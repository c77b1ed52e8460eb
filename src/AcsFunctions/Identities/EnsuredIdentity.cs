namespace AcsFunctions.Identities;

/// <summary>A user's identity, and whether this request made it.</summary>
public sealed record EnsuredIdentity(UserRow Row, bool WasCreated);
