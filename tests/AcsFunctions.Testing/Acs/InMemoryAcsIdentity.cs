namespace AcsFunctions.Testing.Acs;

/// <summary>An identity as ACS keeps it. Tokens of an earlier epoch are revoked.</summary>
public sealed record InMemoryAcsIdentity(string CommunicationUserId, bool IsAlive, int Epoch);
