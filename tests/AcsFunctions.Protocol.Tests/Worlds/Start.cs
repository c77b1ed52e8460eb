namespace AcsFunctions.Protocol.Tests.Worlds;

/// <summary>How a world is when the operations begin.</summary>
public enum Start
{
    /// <summary>No row.</summary>
    Nothing,

    /// <summary>Mapped, a token handed out today.</summary>
    Fresh,

    /// <summary>Mapped, and the time of the last token is due to be recorded.</summary>
    TouchDue,

    /// <summary>Mapped, and long without a token.</summary>
    Stale,

    /// <summary>Mapped, a token handed out after the clean-up's cutoff, the recorded time before it.</summary>
    StaleLooking,

    /// <summary>Mapped, and sessions were ended before.</summary>
    SessionsEnded,

    /// <summary>A fence.</summary>
    Fence,

    /// <summary>A fence that may be dropped.</summary>
    OldFence,

    /// <summary>A delete stopped half-way: a fence, and an identity to be deleted.</summary>
    LeftoverRetired,

    /// <summary>The same, its fence already dropped.</summary>
    LeftoverRetiredWithoutFence,

    /// <summary>A revoke stopped half-way: mapped, and a revocation to be carried out.</summary>
    LeftoverRevoking,
}
