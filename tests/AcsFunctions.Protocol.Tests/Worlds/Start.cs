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
    LeftoverDeletion,

    /// <summary>The same, its fence already dropped.</summary>
    LeftoverDeletionWithoutFence,

    /// <summary>A revoke stopped half-way: mapped, and a revocation to be carried out.</summary>
    LeftoverRevocation,

    /// <summary>Mapped, and somebody else deleted the identity at ACS.</summary>
    MissingAtAcs,

    /// <summary>An identity that no row names, alive at ACS: of another map.</summary>
    Adoptable,

    /// <summary>The same, reserved long ago for another user who never got it.</summary>
    ReservedForAnother,

    /// <summary>The same, reserved long ago for the user, who has a fence.</summary>
    Reserved,

    /// <summary>Mapped and in the index.</summary>
    Indexed,

    /// <summary>Mapped to another identity, and in the index with it.</summary>
    IndexedElsewhere,

    /// <summary>A delete stopped half-way, with the index row that it left.</summary>
    LeftoverDeletionIndexed,

    /// <summary>Nothing, and ACS has yet to make the identity that will be adopted: whoever adopts it can only have seen it answered, or guessed it.</summary>
    Unmade,

    /// <summary>A guest, whose time is over before the later clocks.</summary>
    Guest,

    /// <summary>Nothing: a guest is about to be invited.</summary>
    Uninvited,
}
