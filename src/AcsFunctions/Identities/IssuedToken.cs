using AcsFunctions.Acs;

namespace AcsFunctions.Identities;

/// <summary>A token, and the identity it is for.</summary>
public sealed record IssuedToken(string CommunicationUserId, AcsToken Token, IReadOnlyList<string> Scopes, TokenSource Source = TokenSource.Acs);
