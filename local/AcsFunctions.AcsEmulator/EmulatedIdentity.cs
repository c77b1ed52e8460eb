namespace AcsFunctions.AcsEmulator;

/// <summary>An identity as it was when it was asked for.</summary>
/// <param name="RevokedOn">When its tokens were last revoked.</param>
/// <param name="TokensIssued">All tokens ever issued for it by this process.</param>
/// <param name="LiveTokens">The newest of its valid tokens, at most 100.</param>
public sealed record EmulatedIdentity(
    string Id,
    string? CustomId,
    DateTimeOffset CreatedOn,
    DateTimeOffset? LastTokenIssuedOn,
    DateTimeOffset? RevokedOn,
    long TokensIssued,
    IReadOnlyList<EmulatedToken> LiveTokens);
