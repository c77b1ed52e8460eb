namespace AcsFunctions.Worker.Callers;

/// <summary>Every reason for which a caller may be refused.</summary>
public enum CallerRefusalReason
{
    /// <summary>No credential was sent.</summary>
    AuthenticationRequired,

    /// <summary>The credential is not one of a configured issuer's, has expired, or is malformed.</summary>
    InvalidToken,

    /// <summary>Two credentials were sent, and they name different users.</summary>
    ConflictingCredentials,

    /// <summary>No issuer is configured, and App Service Authentication is not on.</summary>
    AuthenticationNotConfigured,

    /// <summary>The issuer's keys could not be fetched.</summary>
    IssuerUnavailable,

    /// <summary>The credential is older than is accepted here.</summary>
    ReauthenticationRequired,

    /// <summary>The issuer's tokens must say when the user signed in, and this one does not.</summary>
    AuthTimeMissing,

    /// <summary>The credential lacks the scope, or is an app's own where a user's is asked for.</summary>
    InsufficientScope,

    /// <summary>The credential lacks the role to act for other users.</summary>
    AdminRoleRequired,
}
