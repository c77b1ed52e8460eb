namespace AcsFunctions;

/// <summary>Every refusal that an operation can answer.</summary>
public enum RefusalReason
{
    /// <summary>The user has no identity.</summary>
    IdentityNotFound,

    /// <summary>The credential is from before the user's sessions were ended.</summary>
    ReauthenticationRequired,

    /// <summary>A scope that ACS does not have.</summary>
    InvalidScope,

    /// <summary>A scope that the policy does not allow.</summary>
    ScopeNotAllowed,

    /// <summary>A lifetime outside 60..1440 minutes, or above the policy.</summary>
    InvalidLifetime,

    /// <summary>ACS, or Entra behind it, does not accept the Teams user's token.</summary>
    InvalidTeamsToken,

    /// <summary>The Teams token is another user's.</summary>
    TeamsUserMismatch,

    /// <summary>The caller has no Entra object id, so there is no Teams user to act for.</summary>
    TeamsUserUnknown,

    /// <summary>No client id is configured for the Teams exchange.</summary>
    TeamsNotConfigured,

    /// <summary>ACS throttles.</summary>
    AcsThrottled,

    /// <summary>ACS could not be reached or did not answer sensibly.</summary>
    AcsUnavailable,

    /// <summary>ACS refuses our credentials.</summary>
    AcsDenied,

    /// <summary>ACS says that the mapped identity does not exist.</summary>
    IdentityMissingAtAcs,

    /// <summary>ACS says that the mapped identity belongs to another resource.</summary>
    IdentityNotOwned,

    /// <summary>Storage could not be reached, or a write's outcome stayed unknown.</summary>
    StoreUnavailable,

    /// <summary>Other requests for the same user kept getting in between.</summary>
    Contended,

    /// <summary>No run has this id, or it is long over.</summary>
    OperationNotFound,

    /// <summary>The user has another identity, or the identity is another user's.</summary>
    IdentityConflict,

    /// <summary>ACS does not know the identity as one of this resource, or it is to be deleted.</summary>
    IdentityNotUsable,

    /// <summary>The index of identities has yet to be written for what was mapped before there was one.</summary>
    IndexIncomplete,

    /// <summary>A guest who is not there, or whose time is over.</summary>
    GuestExpired,

    /// <summary>A guest's time that configuration does not allow.</summary>
    InvalidGuestTime,

    /// <summary>A row of an import that no export writes.</summary>
    InvalidImport,

    /// <summary>What a page of the export was asked for with is not what the page before answered.</summary>
    InvalidPage,
}
