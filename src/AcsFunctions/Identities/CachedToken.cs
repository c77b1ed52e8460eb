using AcsFunctions.Acs;

namespace AcsFunctions.Identities;

/// <summary>A token that may be handed out again, as long as the user's row says what it said when the token was issued.</summary>
internal sealed record CachedToken(CachedIdentity Identity, AcsToken Token);
