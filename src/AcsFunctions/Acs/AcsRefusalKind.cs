namespace AcsFunctions.Acs;

/// <summary>Every way in which ACS says no.</summary>
public enum AcsRefusalKind
{
    /// <summary>No answer, a server error, or an answer that makes no sense: the call may have taken effect.</summary>
    Unavailable,

    /// <summary>429: nothing was done.</summary>
    Throttled,

    /// <summary>Our credentials are refused.</summary>
    Denied,

    /// <summary>The identity does not exist, or no longer.</summary>
    NotFound,

    /// <summary>The identity belongs to another ACS resource; never the same as "does not exist".</summary>
    NotOwned,

    /// <summary>The Teams user's token is not accepted.</summary>
    InvalidTeamsToken,

    /// <summary>The Teams token is another user's.</summary>
    TeamsUserMismatch,
}
