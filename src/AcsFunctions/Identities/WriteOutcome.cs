namespace AcsFunctions.Identities;

/// <summary>What is known after a write.</summary>
public enum WriteOutcome
{
    /// <summary>It took effect.</summary>
    Done,

    /// <summary>A condition failed: the row exists, is gone, or has another ETag. Nothing was changed by the last attempt.</summary>
    Conflict,

    /// <summary>It may have taken effect, may not have, or may yet: a timeout, a dropped connection, any other answer.</summary>
    Unknown,
}
