namespace AcsFunctions.AcsEmulator;

/// <summary>Why a token is not valid.</summary>
public enum TokenRefusal
{
    /// <summary>It is no token of three base64url parts with the expected claims.</summary>
    Malformed,

    /// <summary>Another key, algorithm or resource.</summary>
    NotIssuedHere,

    /// <summary>Its signature does not fit: it was altered.</summary>
    BadSignature,
    Expired,

    /// <summary>It was issued before the identity's tokens were revoked.</summary>
    Revoked,
    IdentityDeleted,
}
