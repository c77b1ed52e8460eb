namespace AcsFunctions.Identities;

/// <summary>Why an identity is to be deleted; stored by name.</summary>
public enum DeletionReason
{
    /// <summary>The user, or a back-end for the user, asked for deletion.</summary>
    Deleted,

    /// <summary>No token was asked for within the configured time.</summary>
    Stale,

    /// <summary>Created while another request mapped one for the same user first, or its claim's outcome could not be learned.</summary>
    LostRace,

    /// <summary>ACS no longer knew it, and configuration says to replace such identities.</summary>
    MissingAtAcs,

    /// <summary>A guest's time was over.</summary>
    GuestExpired,

    /// <summary>Operators had every identity deleted.</summary>
    WoundDown,
}
