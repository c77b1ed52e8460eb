namespace AcsFunctions.Acs;

/// <summary>
/// The ACS Identity service, as far as we use it. Never throws for what ACS answered or failed to answer; only cancellation throws,
/// and leaves the outcome unknown. Safe for concurrent use.
/// </summary>
public interface IAcsIdentities
{
    /// <summary>
    /// A new identity, with a token in the same call where terms are given. Sent once, and again only after a 429: an answer that is
    /// lost leaves an identity that nobody knows.
    /// </summary>
    Task<Result<AcsIdentity, AcsRefusal>> CreateAsync(AcsTokenRequest? tokenRequest, CancellationToken cancellationToken);

    Task<Result<AcsToken, AcsRefusal>> IssueAsync(string communicationUserId, AcsTokenRequest tokenRequest, CancellationToken cancellationToken);

    /// <summary>Ends all tokens of the identity; ACS takes up to 15 minutes to make it known everywhere.</summary>
    Task<Result<AcsDone, AcsRefusal>> RevokeAsync(string communicationUserId, CancellationToken cancellationToken);

    Task<Result<AcsDone, AcsRefusal>> DeleteAsync(string communicationUserId, CancellationToken cancellationToken);

    /// <summary>An ACS token for a Teams user, in exchange for the user's Entra token.</summary>
    Task<Result<AcsToken, AcsRefusal>> ExchangeTeamsTokenAsync(string teamsUserAadToken, string clientId, string userObjectId, CancellationToken cancellationToken);

    /// <summary>Whether a credential for ACS can be had. ACS itself has no harmless read to ask.</summary>
    Task<bool> HasCredentialAsync(CancellationToken cancellationToken);
}
